"""psqlODBC by pyodbc: what Excel, Access and Qlik read through.  See clients.pl."""
import sys
import pyodbc
from output import problem, row, text, view, column

dsn, password = sys.argv[1:3]
KNOWN = {'int2', 'int4', 'int8', 'numeric', 'bool', 'text', 'varchar', 'date', 'timestamp', 'float8'}
connection = pyodbc.connect(f'DSN={dsn};UID=bi_reader;PWD={{{password}}}', autocommit=True)
cursor = connection.cursor()
views = sorted(t.table_name for t in cursor.tables(schema='cdp_bi', tableType='VIEW').fetchall())
columns = {}
for name in views:
    view(name)
    columns[name] = cursor.columns(schema='cdp_bi', table=name).fetchall()
    for c in columns[name]:
        column(name, c.column_name, f'{c.type_name}({c.column_size},{c.decimal_digits})')
        if c.type_name not in KNOWN:
            problem(f'{name}.{c.column_name}: type {c.type_name}')
        if c.type_name == 'numeric' and (c.column_size, c.decimal_digits) == (28, 6):
            problem(f'{name}.{c.column_name}: precision is guessed')
cursor.execute('DISCARD ALL')
for name in views:
    boolean = [c.type_name == 'bool' for c in columns[name]]
    types = [c.type_name for c in columns[name]]
    names = ', '.join(f'"{c.column_name}"' for c in columns[name])
    for found in cursor.execute(f'SELECT {names} FROM cdp_bi."{name}" ORDER BY {names}'):
        # the driver delivers a boolean as the text 1 or 0
        row(name, [({'1': 't', '0': 'f'}.get(v, v) if b else text(v)) for v, b in zip(found, boolean)])
    # a tool that binds a buffer of the size that the driver names must get all
    for c, kind in zip(columns[name], types):
        if kind in ('text', 'varchar'):
            longest, = cursor.execute(f'SELECT max(length("{c.column_name}")) FROM cdp_bi."{name}"').fetchone()
            if longest and longest > c.column_size:
                problem(f'{name}.{c.column_name}: a text of {longest} characters in a buffer of {c.column_size}')
