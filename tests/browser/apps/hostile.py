"""Texts that do harm, or vanish, where text from outside is put into a template, HTML or a script as it is."""

FIRE = "window.top.__fired = (window.top.__fired || 0) + 1"
HOSTILE = (
    "{{7*7}}",
    "{% for x in range(9) %}looped{% endfor %}",
    "{# gone #}",
    "${alert(1)}",
    "`+alert(1)+`",
    f'<img src=x onerror="{FIRE}">',
    f"</script><script>{FIRE}</script>",
    f"<svg onload='{FIRE}'>",
    "&lt;b&gt; &amp; &#123;",
    "one\u2028two\u2029three",
    "'); alert(1); ('",
    "\\u003cb\\u003e \\n \\",
    "Щастя — с. Іванівка, 12° <b>жирний</b>",
)
