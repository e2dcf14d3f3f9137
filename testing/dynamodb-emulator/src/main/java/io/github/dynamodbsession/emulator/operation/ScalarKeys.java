package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import java.util.Collection;

/** Keys are scalars: no path leads into one. */
final class ScalarKeys {

    private static final String SCALARS =
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ";

    private ScalarKeys() {}

    /** Refuses paths that lead into one of those attributes, if it is of the table's key or an index's. */
    static void require(TableDefinition table, Collection<String> entered) {
        for (String name : entered) {
            if (table.key().has(name)) {
                throw ApiException.validation(SCALARS + "Key: " + name);
            }
            for (IndexDefinition index : table.indexes()) {
                if (index.key().has(name)) {
                    throw ApiException.validation(SCALARS + "IndexKey: " + name);
                }
            }
        }
    }
}
