package io.github.dynamodbsession.benchmarks;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The session for all measurements: twenty attributes, of which twelve are strings with 4,096 characters in total, five
 * are numbers, and one each is a list, a map and a record.
 */
final class ReferenceSession {

    /** The two attributes that a request reads: a string and a number, like most. */
    static final String USER = "user";

    static final String VIEWS = "views";

    /** The two attributes that are the most expensive to decode: the record and the map. */
    static final String VISITOR = "visitor";

    static final String CART = "cart";

    /** The attribute that a request sets. */
    static final String LAST_PAGE = "lastPage";

    private static final String WORDS = "Ein Kätzchen ging über die Brücke, and the shop was still open. ";

    private static final Map<String, Object> ATTRIBUTES = make();

    private ReferenceSession() {}

    /** A class of the application. */
    record Visitor(String name, String email, int visits, BigDecimal balance, Instant since, List<String> roles)
            implements Serializable {}

    /** The attributes by name; neither the map nor the values may be modified. */
    static Map<String, Object> attributes() {
        return ATTRIBUTES;
    }

    private static Map<String, Object> make() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(USER, text(24));
        attributes.put("locale", text(5));
        attributes.put("theme", text(8));
        attributes.put("csrfToken", text(64));
        attributes.put("tenant", text(32));
        attributes.put(LAST_PAGE, text(120));
        attributes.put("referrer", text(200));
        attributes.put("greeting", text(80));
        attributes.put("address", text(250));
        attributes.put("notes", text(513));
        attributes.put("draft", text(1_800));
        attributes.put("searches", text(1_000));

        attributes.put(VIEWS, 4_711);
        attributes.put("lastOrder", 9_007_199_254_740_993L);
        attributes.put("rating", 4.75d);
        attributes.put("total", new BigDecimal("1299.90"));
        attributes.put("attempts", 2);

        attributes.put("recent", list());
        attributes.put(CART, map());
        attributes.put(
                VISITOR,
                new Visitor(
                        "Ada Lovelace",
                        "ada@example.org",
                        42,
                        new BigDecimal("19.90"),
                        Instant.parse("2026-01-31T12:30:00Z"),
                        new ArrayList<>(List.of("customer", "reviewer"))));
        return Collections.unmodifiableMap(attributes);
    }

    private static String text(int length) {
        return WORDS.repeat(length / WORDS.length() + 1).substring(0, length);
    }

    private static List<String> list() {
        List<String> list = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            list.add("product-" + (1000 + i * 37));
        }
        return list;
    }

    private static Map<String, Integer> map() {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            map.put("product-" + (1000 + i * 37), i + 1);
        }
        return map;
    }
}
