package io.github.dynamodbsession.emulator.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a request has consumed, table by table, and how the service tells. Not safe for use by several threads. */
public final class Consumption {

    /** Of one table. */
    private static final class OfTable {
        private final TableDefinition table;
        private double own;
        private final Map<String, Double> local = new TreeMap<>();
        private final Map<String, Double> global = new TreeMap<>();

        OfTable(TableDefinition table) {
            this.table = table;
        }

        double total() {
            return own
                    + local.values().stream().mapToDouble(Double::doubleValue).sum()
                    + global.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private final Map<String, OfTable> tables = new LinkedHashMap<>();
    private final double factor;
    private final @Nullable String split;

    private Consumption(double factor, @Nullable String split) {
        this.factor = factor;
        this.split = split;
    }

    /** Of anything but a transaction. */
    public static Consumption plain() {
        return new Consumption(1, null);
    }

    /** Of a transaction that reads: everything counts twice. */
    public static Consumption ofReadingTransaction() {
        return new Consumption(2, "ReadCapacityUnits");
    }

    /** Of a transaction that writes: everything counts twice. */
    public static Consumption ofWritingTransaction() {
        return new Consumption(2, "WriteCapacityUnits");
    }

    /** Adds units of a table itself. */
    public void add(TableDefinition table, double units) {
        of(table).own += units * factor;
    }

    /** Adds units of an index. */
    public void add(TableDefinition table, IndexDefinition index, double units) {
        OfTable of = of(table);
        (index.global() ? of.global : of.local).merge(index.name(), units * factor, Double::sum);
    }

    /** Adds what a write of an item consumes, in the table and in its indexes. */
    public void addWrite(TableDefinition table, @Nullable Item before, @Nullable Item after) {
        add(table, Capacity.write(before, after));
        for (IndexDefinition index : table.indexes()) {
            double units = Capacity.write(index, table.key(), before, after);
            if (units > 0) {
                add(table, index, units);
            }
        }
    }

    private OfTable of(TableDefinition table) {
        return tables.computeIfAbsent(table.name(), name -> new OfTable(table));
    }

    /** Units of a table in all. */
    public double total(TableDefinition table) {
        OfTable of = tables.get(table.name());
        return of == null ? 0 : of.total();
    }

    /** Hands each table to an action, with its units in all. */
    public void forEach(BiConsumer<? super TableDefinition, ? super Double> action) {
        tables.values().forEach(of -> action.accept(of.table, of.total()));
    }

    /** What is told of the only table; {@code null} if nothing was asked for. */
    public @Nullable Map<String, Object> toldOfOne(@Nullable String asked) {
        List<Map<String, Object>> told = told(asked);
        return told == null || told.isEmpty() ? null : told.get(0);
    }

    /**
     * What is told, a table at a time; {@code null} if nothing was asked for.
     *
     * @param asked {@code NONE} or {@code null}, {@code TOTAL} or {@code INDEXES}
     */
    public @Nullable List<Map<String, Object>> told(@Nullable String asked) {
        if (asked == null || asked.equals("NONE")) {
            return null;
        }
        List<Map<String, Object>> told = new ArrayList<>();
        for (OfTable of : tables.values()) {
            Map<String, Object> one = units(of.total());
            one.put("TableName", of.table.name());
            if (asked.equals("INDEXES")) {
                one.put("Table", units(of.own));
                indexes("LocalSecondaryIndexes", of.local, one);
                indexes("GlobalSecondaryIndexes", of.global, one);
            }
            told.add(one);
        }
        return told;
    }

    private void indexes(String name, Map<String, Double> units, Map<String, Object> told) {
        if (!units.isEmpty()) {
            Map<String, Object> byIndex = new LinkedHashMap<>();
            units.forEach((index, consumed) -> byIndex.put(index, units(consumed)));
            told.put(name, byIndex);
        }
    }

    private Map<String, Object> units(double consumed) {
        Map<String, Object> units = new LinkedHashMap<>();
        units.put("CapacityUnits", consumed);
        if (split != null) {
            units.put(split, consumed);
        }
        return units;
    }
}
