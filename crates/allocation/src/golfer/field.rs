//! Finite fields by their tables of products, for the constructions.

/// The prime powers of a number.
pub(crate) fn prime_powers(mut n: usize) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    let mut p = 2;
    while p * p <= n {
        let mut k = 0;
        while n.is_multiple_of(p) {
            n /= p;
            k += 1;
        }
        if k > 0 {
            found.push((p, k));
        }
        p += 1;
    }
    if n > 1 {
        found.push((n, 1));
    }
    found
}

/// A finite field of p^k elements, numbered so that 0 and 1 are what they say.
pub(crate) struct Field {
    pub(crate) size: usize,
    p: usize,
    product: Vec<u32>,
}

impl Field {
    pub(crate) fn new(p: usize, k: u32) -> Self {
        let size = p.pow(k);
        let digits = |mut x: usize| -> Vec<usize> {
            (0..k)
                .map(|_| {
                    let d = x % p;
                    x /= p;
                    d
                })
                .collect()
        };
        let number = |digits: &[usize]| digits.iter().rev().fold(0, |sum, &d| sum * p + d);
        // The first monic polynomial under which no product of two elements other than 0 vanishes.
        for low in 0..size {
            let poly = digits(low);
            let multiply = |a: usize, b: usize| -> usize {
                let (x, y) = (digits(a), digits(b));
                let mut long = vec![0; 2 * k as usize];
                for (i, u) in x.iter().enumerate() {
                    for (j, v) in y.iter().enumerate() {
                        long[i + j] = (long[i + j] + u * v) % p;
                    }
                }
                for top in (k as usize..long.len()).rev() {
                    let lead = std::mem::take(&mut long[top]);
                    for (i, c) in poly.iter().enumerate() {
                        let at = top - k as usize + i;
                        long[at] = (long[at] + lead * (p - c % p)) % p;
                    }
                }
                number(&long[..k as usize])
            };
            let proper = |a: usize| (1..size).all(|b| multiply(a, b) != 0);
            if (1..size).all(proper) {
                let product = (0..size * size).map(|x| multiply(x / size, x % size) as u32).collect();
                return Field { size, p, product };
            }
        }
        Field { size, p, product: vec![0; size * size] }
    }

    pub(crate) fn add(&self, mut a: usize, mut b: usize) -> usize {
        let (mut sum, mut place) = (0, 1);
        while a > 0 || b > 0 {
            sum += place * ((a % self.p + b % self.p) % self.p);
            (a, b, place) = (a / self.p, b / self.p, place * self.p);
        }
        sum
    }

    pub(crate) fn multiply(&self, a: usize, b: usize) -> usize {
        self.product[a * self.size + b] as usize
    }
}
