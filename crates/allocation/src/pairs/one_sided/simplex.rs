//! Linear programs with boxed variables and rows of ones, by the dual simplex method; rows and columns may be added
//! between runs, and it goes on from where it stood.
//!
//! Every variable lies between 0 and 1, so any prices are dual feasible once each variable stands at the bound they
//! ask for: no first phase is needed, and one step may send many variables from bound to bound (Maros 2003). The row to
//! mend is chosen by dual steepest edges (Forrest and Goldfarb 1992). Numbers here are floating, only additions,
//! products and quotients, so they are the same on every machine; what comes of them is proven in integers elsewhere.

/// Beyond rounding.
const TINY: f64 = 1e-7;

#[derive(Clone, Copy, PartialEq)]
enum Variable {
    Column(usize),
    Slack(usize),
}

#[derive(Clone, Copy, PartialEq)]
enum Stand {
    Zero,
    One,
    Basic,
}

/// Maximise the sum of `cost * x` with `0 <= x <= 1` where each row's sum is at most (or equals) its limit.
pub(crate) struct Simplex {
    limit: Vec<f64>,
    equal: Vec<bool>,
    cost: Vec<f64>,
    rows_of: Vec<Vec<u32>>,
    stand: Vec<Stand>,
    slack_basic: Vec<bool>,
    basis: Vec<Variable>,
    value: Vec<f64>,
    inverse: Vec<Vec<f64>>,
    norm: Vec<f64>,
    price: Vec<f64>,
}

impl Simplex {
    pub(crate) fn new() -> Self {
        Simplex {
            limit: Vec::new(),
            equal: Vec::new(),
            cost: Vec::new(),
            rows_of: Vec::new(),
            stand: Vec::new(),
            slack_basic: Vec::new(),
            basis: Vec::new(),
            value: Vec::new(),
            inverse: Vec::new(),
            norm: Vec::new(),
            price: Vec::new(),
        }
    }

    /// Adds a row over some of the columns there are; `equal` asks for the limit itself.
    pub(crate) fn add_row(&mut self, limit: f64, equal: bool, columns: &[usize]) {
        let row = self.limit.len();
        let mut inside = vec![false; self.cost.len()];
        columns.iter().for_each(|&j| inside[j] = true);
        let mut fresh = vec![0.0; row + 1];
        fresh[row] = 1.0;
        let mut value = limit;
        for (k, &variable) in self.basis.iter().enumerate() {
            if let Variable::Column(j) = variable
                && inside[j]
            {
                value -= self.value[k];
                fresh.iter_mut().zip(&self.inverse[k]).for_each(|(to, from)| *to -= from);
            }
        }
        for &j in columns {
            self.rows_of[j].push(row as u32);
            if self.stand[j] == Stand::One {
                value -= 1.0;
            }
        }
        self.inverse.iter_mut().for_each(|other| other.push(0.0));
        self.norm.push(fresh.iter().map(|x| x * x).sum());
        self.inverse.push(fresh);
        self.limit.push(limit);
        self.equal.push(equal);
        self.price.push(0.0);
        self.slack_basic.push(true);
        self.basis.push(Variable::Slack(row));
        self.value.push(value);
    }

    /// Adds a column that counts once in each of some rows; returns its number.
    pub(crate) fn add_column(&mut self, cost: f64, rows: Vec<u32>) -> usize {
        let gain = cost - rows.iter().map(|&i| self.price[i as usize]).sum::<f64>();
        if gain > 0.0 {
            for (value, row) in self.value.iter_mut().zip(&self.inverse) {
                *value -= rows.iter().map(|&i| row[i as usize]).sum::<f64>();
            }
        }
        self.stand.push(if gain > 0.0 { Stand::One } else { Stand::Zero });
        self.cost.push(cost);
        self.rows_of.push(rows);
        self.cost.len() - 1
    }

    /// The value of each column.
    pub(crate) fn values(&self) -> Vec<f64> {
        let mut values: Vec<f64> =
            self.stand.iter().map(|&stand| if stand == Stand::One { 1.0 } else { 0.0 }).collect();
        for (&variable, &value) in self.basis.iter().zip(&self.value) {
            if let Variable::Column(j) = variable {
                values[j] = value;
            }
        }
        values
    }

    /// The price of each row.
    pub(crate) fn prices(&self) -> &[f64] {
        &self.price
    }

    fn gain(&self, j: usize) -> f64 {
        self.cost[j] - self.rows_of[j].iter().map(|&i| self.price[i as usize]).sum::<f64>()
    }

    fn top(&self, variable: Variable) -> f64 {
        match variable {
            Variable::Column(_) => 1.0,
            Variable::Slack(i) if self.equal[i] => 0.0,
            Variable::Slack(_) => f64::INFINITY,
        }
    }

    /// Runs to the optimum; `false` when it is not reached in so many steps (or nothing keeps all limits).
    pub(crate) fn run(&mut self, steps: usize, stop: &dyn Fn() -> bool) -> bool {
        for step in 0..steps {
            if step % 64 == 63 {
                if stop() {
                    return false;
                }
                self.count_again();
            }
            let Some(r) = self.worst_row() else { return true };
            if !self.mend(r) {
                return false;
            }
        }
        false
    }

    /// The row whose basic variable is furthest outside its bounds, measured along its edge.
    fn worst_row(&self) -> Option<usize> {
        let mut worst = None;
        let mut most = 0.0;
        for (r, &value) in self.value.iter().enumerate() {
            let outside = (-value).max(value - self.top(self.basis[r]));
            if outside > TINY && outside * outside > most * self.norm[r] {
                most = outside * outside / self.norm[r];
                worst = Some(r);
            }
        }
        worst
    }

    /// One step: the basic variable of a row leaves to the bound it is beyond, another one enters.
    fn mend(&mut self, r: usize) -> bool {
        let leaving = self.basis[r];
        let (bound, sign) = if self.value[r] < 0.0 { (0.0, 1.0) } else { (self.top(leaving), -1.0) };
        let mut slope = (self.value[r] - bound).abs();
        let touched: Vec<(usize, f64)> =
            self.inverse[r].iter().copied().enumerate().filter(|(_, x)| x.abs() > TINY * 0.01).collect();
        // Who stops the prices from moving, and when: (ratio, size of the entry, variable).
        let mut stops: Vec<(f64, f64, Variable)> = Vec::new();
        for &(i, entry) in touched.iter().filter(|&&(i, _)| !self.slack_basic[i] && !self.equal[i]) {
            if sign * entry < -TINY {
                stops.push((self.price[i].max(0.0) / entry.abs(), entry.abs(), Variable::Slack(i)));
            }
        }
        let row = &self.inverse[r];
        for (j, rows) in self.rows_of.iter().enumerate() {
            if self.stand[j] == Stand::Basic {
                continue;
            }
            let entry = sign * rows.iter().map(|&i| row[i as usize]).sum::<f64>();
            let blocks = if self.stand[j] == Stand::Zero { entry < -TINY } else { entry > TINY };
            if blocks {
                stops.push((self.gain(j).abs() / entry.abs(), entry.abs(), Variable::Column(j)));
            }
        }
        stops.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let mut entering = None;
        let mut crossed: Vec<usize> = Vec::new();
        for &(ratio, size, variable) in &stops {
            match variable {
                Variable::Column(j) if slope - size > TINY => {
                    slope -= size;
                    crossed.push(j);
                }
                _ => {
                    entering = Some((ratio, variable));
                    break;
                }
            }
        }
        let Some((ratio, variable)) = entering else { return false };
        let step = sign * ratio;
        touched.iter().for_each(|&(i, entry)| self.price[i] += step * entry);
        self.cross(&crossed);
        self.pivot(r, variable, bound, &touched);
        true
    }

    /// Sends variables from one bound to the other.
    fn cross(&mut self, columns: &[usize]) {
        if columns.is_empty() {
            return;
        }
        let mut change: Vec<f64> = vec![0.0; self.limit.len()];
        for &j in columns {
            let up = self.stand[j] == Stand::Zero;
            self.stand[j] = if up { Stand::One } else { Stand::Zero };
            self.rows_of[j].iter().for_each(|&i| change[i as usize] += if up { 1.0 } else { -1.0 });
        }
        let changed: Vec<(usize, f64)> = change.into_iter().enumerate().filter(|&(_, x)| x != 0.0).collect();
        for (value, row) in self.value.iter_mut().zip(&self.inverse) {
            *value -= changed.iter().map(|&(i, x)| row[i] * x).sum::<f64>();
        }
    }

    fn pivot(&mut self, r: usize, entering: Variable, bound: f64, touched: &[(usize, f64)]) {
        let m = self.limit.len();
        let column: Vec<f64> = match entering {
            Variable::Slack(i) => self.inverse.iter().map(|row| row[i]).collect(),
            Variable::Column(j) => {
                let rows = &self.rows_of[j];
                self.inverse.iter().map(|row| rows.iter().map(|&i| row[i as usize]).sum()).collect()
            }
        };
        let centre = column[r];
        let step = (self.value[r] - bound) / centre;
        let start = match entering {
            Variable::Column(j) if self.stand[j] == Stand::One => 1.0,
            _ => 0.0,
        };
        let norm = self.norm[r];
        let pivot_row = std::mem::take(&mut self.inverse[r]);
        for k in (0..m).filter(|&k| k != r && column[k].abs() > TINY * 0.01) {
            self.value[k] -= step * column[k];
            let share = column[k] / centre;
            let row = &mut self.inverse[k];
            let along: f64 = touched.iter().map(|&(i, entry)| row[i] * entry).sum();
            self.norm[k] = (self.norm[k] - 2.0 * share * along + share * share * norm).max(share * share).max(TINY);
            touched.iter().for_each(|&(i, entry)| row[i] -= share * entry);
        }
        self.norm[r] = (norm / (centre * centre)).max(TINY);
        self.inverse[r] = pivot_row;
        self.inverse[r].iter_mut().for_each(|x| *x /= centre);
        self.value[r] = start + step;
        match self.basis[r] {
            Variable::Column(j) => self.stand[j] = if bound > 0.5 { Stand::One } else { Stand::Zero },
            Variable::Slack(i) => self.slack_basic[i] = false,
        }
        match entering {
            Variable::Column(j) => self.stand[j] = Stand::Basic,
            Variable::Slack(i) => self.slack_basic[i] = true,
        }
        self.basis[r] = entering;
    }

    /// Values and prices anew from the inverse, so that rounding does not add up.
    fn count_again(&mut self) {
        let mut left = self.limit.clone();
        for (rows, _) in self.rows_of.iter().zip(&self.stand).filter(|(_, stand)| **stand == Stand::One) {
            rows.iter().for_each(|&i| left[i as usize] -= 1.0);
        }
        for (value, row) in self.value.iter_mut().zip(&self.inverse) {
            *value = row.iter().zip(&left).map(|(x, y)| x * y).sum();
        }
        self.price.iter_mut().for_each(|price| *price = 0.0);
        for (row, &variable) in self.inverse.iter().zip(&self.basis) {
            if let Variable::Column(j) = variable {
                let cost = self.cost[j];
                self.price.iter_mut().zip(row).for_each(|(price, x)| *price += cost * x);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_is_half_chosen_until_its_odd_set_is_priced() {
        let mut lp = Simplex::new();
        (0..3).for_each(|_| lp.add_row(1.0, false, &[]));
        for (cost, rows) in [(8.0, vec![0, 1]), (7.0, vec![1, 2]), (6.0, vec![0, 2])] {
            lp.add_column(cost, rows);
        }
        assert!(lp.run(100, &|| false));
        assert_eq!(lp.values(), [0.5, 0.5, 0.5]);
        lp.add_row(1.0, false, &[0, 1, 2]);
        assert!(lp.run(100, &|| false));
        assert_eq!(lp.values(), [1.0, 0.0, 0.0]);
        assert_eq!(lp.prices().iter().sum::<f64>(), 8.0);
    }

    #[test]
    fn rows_may_ask_for_their_limit_and_columns_come_later() {
        let mut lp = Simplex::new();
        lp.add_row(2.0, true, &[]);
        for cost in [-3.0, -1.0, 5.0] {
            lp.add_column(cost, vec![0]);
        }
        assert!(lp.run(100, &|| false));
        assert_eq!(lp.values(), [0.0, 1.0, 1.0]);
        lp.add_column(9.0, vec![0]);
        assert!(lp.run(100, &|| false));
        assert_eq!(lp.values(), [0.0, 0.0, 1.0, 1.0]);
    }
}
