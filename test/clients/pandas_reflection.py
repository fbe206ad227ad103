"""SQLAlchemy's reflection and pandas: what Superset and DataLens build on.  See clients.pl."""
import sys
import warnings
import pandas
import sqlalchemy
from sqlalchemy.types import BigInteger, Boolean, Date, DateTime, Float, Integer, Numeric, SmallInteger, Text, VARCHAR
from output import problem, row, text, view, column

warnings.simplefilter('error', sqlalchemy.exc.SAWarning)    # a type that it does not know is a warning
host, port, password = sys.argv[1:4]
url = sqlalchemy.engine.URL.create('postgresql+psycopg2', 'bi_reader', password, host, int(port), 'postgres')
engine = sqlalchemy.create_engine(url)
inspector = sqlalchemy.inspect(engine)
KNOWN = (BigInteger, Boolean, Date, DateTime, Float, Integer, Numeric, SmallInteger, Text, VARCHAR)
views = sorted(set(inspector.get_view_names('cdp_bi')) | set(inspector.get_table_names('cdp_bi')))
columns = {}
for name in views:
    view(name)
    if not inspector.get_table_comment(name, 'cdp_bi')['text']:
        problem(f'{name}: the comment does not arrive')
    columns[name] = inspector.get_columns(name, 'cdp_bi')
    for c in columns[name]:
        column(name, c['name'], str(c['type']))
        if not isinstance(c['type'], KNOWN) or getattr(c['type'], 'timezone', False):
            problem(f"{name}.{c['name']}: type {c['type']!r}")
        if not c['comment']:
            problem(f"{name}.{c['name']}: the comment does not arrive")
with engine.connect() as connection:
    connection.connection.set_session(autocommit=True)
    connection.exec_driver_sql('DISCARD ALL')
    for name in views:
        names = ', '.join(f'''"{c['name']}"''' for c in columns[name])
        frame = pandas.read_sql_query(f'SELECT {names} FROM cdp_bi."{name}" ORDER BY {names}', connection, coerce_float=False)
        values = []
        for c in columns[name]:
            series = frame[c['name']].astype(object)
            series = series.where(series.notna(), None)
            whole = isinstance(c['type'], Integer)
            # whole numbers with gaps are doubles in pandas, unless it is told otherwise
            values.append([text(int(v) if whole and v is not None and int(v) == v else v.to_pydatetime() if isinstance(v, pandas.Timestamp) else v)
                           for v in series])
        for found in zip(*values):
            row(name, found)
