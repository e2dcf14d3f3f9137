package io.github.dynamodbsession.emulator.operation;

import io.github.dynamodbsession.emulator.error.ApiException;
import io.github.dynamodbsession.emulator.expression.Projection;
import io.github.dynamodbsession.emulator.request.Request;
import io.github.dynamodbsession.emulator.table.IndexDefinition;
import io.github.dynamodbsession.emulator.table.TableDefinition;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the items that a query or scan finds is wanted. Immutable.
 *
 * @param select as in the request; {@code null} if it does not say
 * @param projection {@code null} if whole items are wanted
 */
record Selection(@Nullable String select, @Nullable Projection projection) {

    private static final String INVALID = "One or more parameter values were invalid: ";

    /** Of a request whose projection was read. */
    static Selection of(Request request, @Nullable Projection projection) {
        String select = request.text("Select");
        String parameter = request.has("AttributesToGet") ? "AttributesToGet" : "ProjectionExpression";
        if ("SPECIFIC_ATTRIBUTES".equals(select) && projection == null) {
            throw ApiException.validation(
                    "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
        if (select != null && projection != null && !select.equals("SPECIFIC_ATTRIBUTES")) {
            throw ApiException.validation("Cannot specify the " + parameter + " when choosing to get "
                    + (select.equals("COUNT") ? "only the Count" : select));
        }
        if ("ALL_PROJECTED_ATTRIBUTES".equals(select) && !request.has("IndexName")) {
            throw ApiException.validation(
                    INVALID + "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        return new Selection(select, projection);
    }

    boolean isCount() {
        return "COUNT".equals(select);
    }

    /** Refuses what a source cannot give. */
    void require(Source source) {
        IndexDefinition index = source.index();
        TableDefinition table = source.table().definition();
        if (projection != null) {
            ScalarKeys.require(table, projection.nestedAttributes());
        }
        if (index == null || !index.global() || index.projection().isAll()) {
            return;
        }
        if ("ALL_ATTRIBUTES".equals(select)) {
            throw ApiException.validation(
                    INVALID + "Select type ALL_ATTRIBUTES is not supported for global secondary index " + index.name()
                            + " because its projection type is not ALL");
        }
        if (projection != null) {
            Set<String> there = index.projected(table.key());
            List<String> missing = projection.attributes().stream()
                    .filter(name -> !there.contains(name))
                    .toList();
            if (!missing.isEmpty()) {
                throw ApiException.validation(
                        INVALID + "Global secondary index " + index.name() + " does not project " + missing);
            }
        }
    }

    /** Whether items of a local index have to be fetched from the table. */
    boolean needsWholeItems(Source source) {
        IndexDefinition index = source.index();
        if (index == null || index.global() || index.projection().isAll()) {
            return false;
        }
        Set<String> there = index.projected(source.table().definition().key());
        return "ALL_ATTRIBUTES".equals(select) || (projection != null && !there.containsAll(projection.attributes()));
    }
}
