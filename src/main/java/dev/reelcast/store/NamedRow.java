package dev.reelcast.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A row that finds its columns by name without looking through them: the driver's rows compare one name after the other,
 * which for a batch of jobs of forty columns is most of the time that it takes to read them.
 */
final class NamedRow implements Row {

    private static final int WORTH_IT = 3;

    private final Row row;
    private final Map<String, Integer> places;

    private NamedRow(Row row, Map<String, Integer> places) {
        this.row = row;
        this.places = places;
    }

    /** How the rows of a result are read best. */
    static Function<Row, Row> reading(RowSet<Row> rows) {
        List<String> names = rows.columnsNames();
        if (names == null || rows.size() < WORTH_IT) {
            return Function.identity();
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(names.get(i), i);
        }
        return row -> new NamedRow(row, places);
    }

    @Override
    public String getColumnName(int place) {
        return row.getColumnName(place);
    }

    @Override
    public int getColumnIndex(String name) {
        return places.getOrDefault(name, -1);
    }

    @Override
    public <T> T get(Class<T> type, int place) {
        return row.get(type, place);
    }

    @Override
    public Object getValue(int place) {
        return row.getValue(place);
    }

    @Override
    public Tuple addValue(Object value) {
        throw new UnsupportedOperationException("a result is only read");
    }

    @Override
    public int size() {
        return row.size();
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("a result is only read");
    }

    @Override
    public List<Class<?>> types() {
        return row.types();
    }
}
