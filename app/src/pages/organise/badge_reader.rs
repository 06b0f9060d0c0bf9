//! Reads a badge's code out of a picture, for browsers that cannot: Safari, Firefox, and Chrome on most desks. Travels with
//! the organisers' pages alone, since nothing but the desk at the door uses it.

/// The first code that can be read in a picture: `grey` holds its rows, one byte a dot, 0 for black.
pub fn read(width: usize, height: usize, grey: &[u8]) -> Option<String> {
    if width == 0 || grey.len() != width * height {
        return None;
    }
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    picture.detect_grids().into_iter().find_map(|code| code.decode().ok()).map(|(_, text)| text)
}

/// Dots as a canvas gives them (red, green, blue, opacity), made grey by what the eye makes of them (ITU-R BT.601).
pub fn grey(dots: &[u8]) -> Vec<u8> {
    let weigh = |dot: &[u8; 4]| {
        let [red, green, blue] = [dot[0], dot[1], dot[2]].map(u32::from);
        ((299 * red + 587 * green + 114 * blue) / 1000) as u8
    };
    dots.as_chunks::<4>().0.iter().map(weigh).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_and_dark_stay_what_they_are() {
        assert_eq!(grey(&[255, 255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 255]), [255, 0, 149]);
    }

    #[test]
    fn where_there_is_no_code_nothing_is_read() {
        assert_eq!(read(64, 48, &[200; 64 * 48]), None);
        assert_eq!(read(0, 0, &[]), None);
        assert_eq!(read(64, 48, &[200; 5]), None, "a torn picture");
    }
}
