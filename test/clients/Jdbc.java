// PostgreSQL's JDBC driver: what Tableau, Metabase, DBeaver and Qlik read through.
// See clients.pl.  Run as a single file, with the driver in the class path.
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.*;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.*;

public class Jdbc {
    static final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    static final Set<Integer> KNOWN = Set.of(Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DOUBLE,
        Types.BIT, Types.BOOLEAN, Types.VARCHAR, Types.DATE, Types.TIMESTAMP);

    static String escape(String text) {
        if (text == null)
            return "\\N";
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
            .replace("\b", "\\b").replace("\f", "\\f").replace("\u000b", "\\v");
    }

    static void problem(String message) {
        out.println("E\t" + escape(message));
    }

    static String time(LocalDateTime t) {
        String text = String.format("%04d-%02d-%02d %02d:%02d:%02d", t.getYear(), t.getMonthValue(), t.getDayOfMonth(),
            t.getHour(), t.getMinute(), t.getSecond());
        return t.getNano() == 0 ? text : (text + String.format(".%06d", t.getNano() / 1000)).replaceAll("0+$", "");
    }

    // The value by the accessor of its type; dates in both ways that tools use.
    static String value(ResultSet r, int n, int type) throws SQLException {
        if (r.getObject(n) == null)
            return null;
        switch (type) {
            case Types.SMALLINT: case Types.INTEGER: return Integer.toString(r.getInt(n));
            case Types.BIGINT: return Long.toString(r.getLong(n));
            case Types.NUMERIC: return r.getBigDecimal(n).toPlainString();
            case Types.BIT: case Types.BOOLEAN: return r.getBoolean(n) ? "t" : "f";
            case Types.DATE:
                String day = r.getObject(n, LocalDate.class).toString();
                if (!r.getDate(n).toString().equals(day))
                    problem("getDate() says " + r.getDate(n) + " and not " + day);
                return day;
            case Types.TIMESTAMP: return time(r.getObject(n, LocalDateTime.class));
            default: return r.getString(n);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Properties login = new Properties();
        login.setProperty("user", "bi_reader");
        login.setProperty("password", arguments[2]);
        String url = "jdbc:postgresql://" + arguments[0] + ":" + arguments[1] + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, login); Statement statement = connection.createStatement()) {
            DatabaseMetaData data = connection.getMetaData();
            Map<String, List<String>> views = new TreeMap<>();
            try (ResultSet r = data.getTables(null, "cdp_bi", "%", new String[] {"TABLE", "VIEW"})) {
                while (r.next()) {
                    views.put(r.getString("TABLE_NAME"), new ArrayList<>());
                    out.println("V\t" + r.getString("TABLE_NAME"));
                    if (r.getString("REMARKS") == null)
                        problem(r.getString("TABLE_NAME") + ": the comment does not arrive");
                }
            }
            try (ResultSet r = data.getColumns(null, "cdp_bi", "%", "%")) {
                while (r.next()) {
                    String view = r.getString("TABLE_NAME"), column = r.getString("COLUMN_NAME");
                    views.get(view).add('"' + column + '"');
                    out.println("C\t" + view + "\t" + column + "\t" + r.getString("TYPE_NAME") + "(" + r.getInt("COLUMN_SIZE") + "," + r.getInt("DECIMAL_DIGITS") + ")");
                    if (!KNOWN.contains(r.getInt("DATA_TYPE")) || r.getString("TYPE_NAME").equals("timestamptz"))
                        problem(view + "." + column + ": type " + r.getInt("DATA_TYPE") + " " + r.getString("TYPE_NAME"));
                    if (r.getInt("DATA_TYPE") == Types.NUMERIC && r.getInt("COLUMN_SIZE") == 0)
                        problem(view + "." + column + ": a number without precision");
                    if (r.getString("REMARKS") == null)
                        problem(view + "." + column + ": the comment does not arrive");
                }
            }
            statement.execute("DISCARD ALL");
            for (String view : views.keySet()) {
                String names = String.join(", ", views.get(view));
                try (ResultSet r = statement.executeQuery("SELECT " + names + " FROM cdp_bi.\"" + view + "\" ORDER BY " + names)) {
                    ResultSetMetaData meta = r.getMetaData();
                    while (r.next()) {
                        StringBuilder line = new StringBuilder("R\t" + view);
                        for (int n = 1; n <= meta.getColumnCount(); n++)
                            line.append('\t').append(escape(value(r, n, meta.getColumnType(n))));
                        out.println(line);
                    }
                }
            }
        }
        out.flush();
    }
}
