"""What the clients in Python print: see clients.pl."""
import datetime
import decimal
import sys

sys.stdout.reconfigure(encoding='utf-8', newline='\n')
ESCAPES = str.maketrans({'\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\b': '\\b', '\f': '\\f', '\v': '\\v'})


def line(kind, *parts):
    print(kind, *parts, sep='\t')


def view(name):
    line('V', name)


def column(name, column_name, kind):
    line('C', name, column_name, kind)


def problem(message):
    line('E', message.translate(ESCAPES))


def row(name, values):
    line('R', name, *('\\N' if v is None else v.translate(ESCAPES) for v in values))


def text(value):
    """The value as PostgreSQL writes it; None stays None."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return 't' if value else 'f'
    if isinstance(value, decimal.Decimal):
        return format(value, 'f')
    if isinstance(value, datetime.datetime):
        fraction = f'.{value.microsecond:06d}'.rstrip('0') if value.microsecond else ''
        return f'{value.year:04d}-{value:%m-%d %H:%M:%S}{fraction}'
    if isinstance(value, datetime.date):
        return f'{value.year:04d}-{value:%m-%d}'
    if isinstance(value, int):
        return str(value)
    raise TypeError(f'{type(value)}: {value!r}')
