"""Plain plots with logarithmic axes as SVG, readable on light and on dark paper."""

from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 380
LEFT, RIGHT, TOP, BOTTOM = 72, 110, 36, 44
# One colour a name, in every plot.
COLORS = {"numpy": "#8a8a8a", "numba": "#c46a00", "single steps": "#2f86c8", "leap": "#2a9d57"}


def plot(path, title, x_name, y_name, curves, extended=None, marks=()):
    """Writes the curves [(name, [(x, y), …]), …] to `path`, a dot at each point.

    A curve that ends before x = `extended` goes on in dashes, in proportion to x. Each mark
    (name, y) is a line across.
    """
    tails = {name: (extended, points[-1][1] * extended / points[-1][0])
             for name, points in curves if extended and points[-1][0] < extended}
    every = [point for _, points in curves for point in points] + list(tails.values())
    x0, x1 = floor(log10(min(x for x, _ in every))), ceil(log10(max(x for x, _ in every)))
    y0, y1 = floor(log10(min(y for _, y in every))), ceil(log10(max(y for _, y in every)))

    def at(x, y):
        return (LEFT + (log10(x) - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT),
                HEIGHT - BOTTOM - (log10(y) - y0) / (y1 - y0) * (HEIGHT - TOP - BOTTOM))

    (left, bottom), (right, top) = at(10**x0, 10**y0), at(10**x1, 10**y1)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        "<style>text{fill:#222}.grid{stroke:#8884}.mark{stroke:#888}"
        "@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>",
        f'<text x="{LEFT}" y="20" font-size="14">{title}</text>',
    ]
    for x in range(x0, x1 + 1, max(1, (x1 - x0 + 8) // 9)):
        px = at(10.0**x, 10.0**y0)[0]
        out.append(f'<path class="grid" d="M{px:.1f} {bottom:.1f}V{top:.1f}"/>')
        out.append(
            f'<text x="{px:.1f}" y="{bottom + 16:.1f}" text-anchor="middle">{power(x)}</text>')
    for y in range(y0, y1 + 1, max(1, (y1 - y0 + 7) // 8)):
        py = at(10.0**x0, 10.0**y)[1]
        out.append(f'<path class="grid" d="M{left:.1f} {py:.1f}H{right:.1f}"/>')
        out.append(f'<text x="{left - 6:.1f}" y="{py + 4:.1f}" text-anchor="end">'
                   f"{power(y)} {y_name}</text>")
    for name, y in marks:
        py = at(10.0**x0, y)[1]
        out.append(
            f'<path class="mark" stroke-dasharray="1 3" d="M{left:.1f} {py:.1f}H{right:.1f}"/>')
        out.append(f'<text x="{left + 6:.1f}" y="{py - 4:.1f}" font-style="italic">{name}</text>')
    out.append(f'<text x="{right:.1f}" y="{HEIGHT - 10}" text-anchor="end">{x_name}</text>')
    for name, points in curves:
        color = COLORS[name]
        places = [at(x, y) for x, y in points]
        line = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in places)
        out.append(f'<path d="{line}" fill="none" stroke="{color}" stroke-width="2"/>')
        out += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3" fill="{color}"/>' for px, py in places]
        px, py = places[-1]
        if name in tails:
            (fx, fy), (px, py) = (px, py), at(*tails[name])
            out.append(f'<path d="M{fx:.1f} {fy:.1f}L{px:.1f} {py:.1f}" stroke="{color}" '
                       'stroke-width="1.5" stroke-dasharray="5 4"/>')
        out.append(f'<text x="{px + 8:.1f}" y="{py + 4:.1f}" style="fill:{color}">{name}</text>')
    out.append("</svg>")
    path.write_text("\n".join(out) + "\n")


def power(exponent):
    digits = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return {0: "1", 1: "10"}.get(exponent, f"10{digits}")
