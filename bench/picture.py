"""The most important figures as a picture for light and dark pages."""

from xml.sax.saxutils import escape

WIDTH, LABEL, BAR, ROW, HEAD = 760, 150, 470, 26, 44
STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #24292f }
  .title { font-weight: 600 } .note { font-size: 12px; opacity: .7 }
  .bar { fill: #8c959f } .souk { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .bar { fill: #6e7681 } .souk { fill: #4493f8 }
  }
"""


def panels(figures):
    """Yields (title, [(name, value)], function that formats a value)."""
    rate, micros = (lambda value: f"{value:,.0f}"), (lambda value: f"{value:,.1f} µs")
    if "orders" in figures:
        seen = figures["orders"]["64"]
        shops = [name for name, one in seen.items() if "finished_rate" in one]
        yield "Orders accepted a second, 64 connections", [(name, seen[name]["rate"]) for name in shops], rate
        finished = [(name, seen[name]["finished_cpu_us"]) for name in shops]
        yield "CPU time of an order until it is final, all processes and Redis", finished, micros
    if "reads" in figures:
        seen = figures["reads"]["64"]
        yield "CPU time of a product read, 64 connections", [(name, one["cpu_us"]) for name, one in seen.items()], micros


def svg(figures):
    parts, y = [], 10
    for title, bars, show in panels(figures):
        parts.append(f'<text class="title" x="10" y="{y + 20}">{escape(title)}</text>')
        y += HEAD - 10
        most = max(value for _, value in bars)
        for name, value in bars:
            width = max(BAR * value / most, 1)
            kind = "bar souk" if name == "souk" else "bar"
            parts.append(f'<text x="{LABEL - 10}" y="{y + 15}" text-anchor="end">{escape(name)}</text>')
            parts.append(f'<rect class="{kind}" x="{LABEL}" y="{y + 2}" width="{width:.1f}" height="{ROW - 8}" rx="3"/>')
            parts.append(f'<text x="{LABEL + width + 8:.1f}" y="{y + 15}">{escape(show(value))}</text>')
            y += ROW
        y += 14
    about = figures["machine"]
    note = f"{about['cpu']}, {about['cores']} cores shared by everything; {about['date']}, {figures['effort']} run"
    parts.append(f'<text class="note" x="10" y="{y + 8}">{escape(note)}</text>')
    y += 24
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}" role="img">\n'
        f"<title>Souk beside its peers</title>\n<style>{STYLE}</style>\n{body}\n</svg>\n"
    )
