"""Plain plots with logarithmic axes as SVG, readable on light and on dark paper."""

from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 110, 36, 44
COLORS = ["#888888", "#c46a00", "#1f78b4", "#2a9d57"]


def plot(path, title, x_name, y_name, curves):
    """Writes the curves [(name, [(x, y), …]), …] to `path`."""
    xs = [log10(x) for _, points in curves for x, _ in points]
    ys = [log10(y) for _, points in curves for _, y in points]
    x0, x1, y0, y1 = floor(min(xs)), ceil(max(xs)), floor(min(ys)), ceil(max(ys))

    def at(x, y):
        return (LEFT + (x - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT),
                HEIGHT - BOTTOM - (y - y0) / (y1 - y0) * (HEIGHT - TOP - BOTTOM))

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        "<style>text{fill:#222}.grid{stroke:#8886}"
        "@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>",
        f'<text x="{LEFT}" y="20">{title}</text>',
    ]
    stride = max(1, (y1 - y0 + 7) // 8)
    for x in range(x0, x1 + 1):
        (px, low), (_, high) = at(x, y0), at(x, y1)
        out.append(f'<path class="grid" d="M{px:.1f} {low:.1f}V{high:.1f}"/>')
        out.append(f'<text x="{px:.1f}" y="{low + 16:.1f}" text-anchor="middle">{power(x)}</text>')
    for y in range(y0, y1 + 1, stride):
        (left, py), (right, _) = at(x0, y), at(x1, y)
        out.append(f'<path class="grid" d="M{left:.1f} {py:.1f}H{right:.1f}"/>')
        out.append(
            f'<text x="{left - 6:.1f}" y="{py + 4:.1f}" text-anchor="end">{power(y)} {y_name}</text>')
    out.append(f'<text x="{WIDTH - RIGHT:.1f}" y="{HEIGHT - 10}" text-anchor="end">{x_name}</text>')
    for (name, points), color in zip(curves, COLORS[-len(curves):]):
        places = [at(log10(x), log10(y)) for x, y in points]
        path_data = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in places)
        out.append(f'<path d="{path_data}" fill="none" stroke="{color}" stroke-width="2"/>')
        px, py = places[-1]
        out.append(f'<text x="{px + 6:.1f}" y="{py + 4:.1f}" style="fill:{color}">{name}</text>')
    out.append("</svg>")
    path.write_text("\n".join(out) + "\n")


def power(exponent):
    digits = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return {0: "1", 1: "10"}.get(exponent, f"10{digits}")
