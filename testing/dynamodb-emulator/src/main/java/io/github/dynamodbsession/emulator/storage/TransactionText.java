package io.github.dynamodbsession.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbsession.emulator.json.Json;
import io.github.dynamodbsession.emulator.table.RememberedTransaction;
import java.util.LinkedHashMap;
import java.util.Map;

/** How remembered transactions are written in the file: as JSON, whose members are those of the record. */
final class TransactionText {

    private TransactionText() {}

    static String of(RememberedTransaction transaction) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("request", transaction.request());
        json.put("readUnits", transaction.readUnits());
        json.put("at", transaction.at().toString());
        return new String(Json.write(json), UTF_8);
    }

    static RememberedTransaction read(String token, String text) {
        Members json = Members.of(text);
        Members units = json.members("readUnits");
        Map<String, Double> readUnits = new LinkedHashMap<>();
        units.names().forEach(table -> readUnits.put(table, units.number(table)));
        return new RememberedTransaction(token, json.text("request"), readUnits, json.moment("at"));
    }
}
