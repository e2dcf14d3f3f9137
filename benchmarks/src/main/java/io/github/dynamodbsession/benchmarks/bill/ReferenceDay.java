package io.github.dynamodbsession.benchmarks.bill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What visitors do on a day, the same for everything that is billed. A session begins, is used by a request every five
 * seconds for twenty minutes, and ends by a logout or by its expiry, half each.
 */
final class ReferenceDay {

    /** The sizes of sessions, in KB. */
    static final List<Integer> SIZES = List.of(1, 4, 16, 64);

    /** Sessions of each size: enough for the shares of the requests to be exact. */
    static final int SESSIONS = 10;

    static final Duration BETWEEN = Duration.ofSeconds(5);

    /** Those in between: a session's first request comes before them, and its logout after them. */
    static final int REQUESTS = 240;

    /** All requests of a session, on average: those in between, the first one, and every other time a logout. */
    static final double ALL_REQUESTS = REQUESTS + 1 + 0.5;

    static final String USER = "user";
    static final String VIEWS = "views";
    static final String PAGE = "page";

    private static final int KB = 1024;

    /** How much smaller what is in a session is than its item may be, whoever writes the item. */
    private static final int ALLOWANCE = 576;

    private static final int COLD = 15;
    private static final int LOGINS_IN_HUNDRED = 1;
    private static final int CHANGES_IN_HUNDRED = 9;
    private static final long SEED = 20261130;

    private static final List<String> WORDS = List.of(
            "street",
            "order",
            "blue",
            "shipping",
            "price",
            "2026-11-30",
            "customer",
            "basket",
            "size",
            "cotton",
            "return",
            "17.90",
            "Ada",
            "invoice",
            "Lisbon",
            "wishlist",
            "discount",
            "4711",
            "review",
            "delivery",
            "summer",
            "shoes",
            "payment",
            "coupon",
            "garden",
            "88",
            "express",
            "leather",
            "gift",
            "account",
            "stock",
            "number");

    /** What a request does. */
    enum Action {
        READ,
        CHANGE,
        LOGIN
    }

    /** One session's life, from its first request on. */
    record Visit(List<Action> actions, boolean logsOut) {}

    private ReferenceDay() {}

    /** The visits, in their order. */
    static List<Visit> visits() {
        List<Action> all = new ArrayList<>();
        int requests = SESSIONS * REQUESTS;
        for (int i = 0; i < requests; i++) {
            int inHundred = i * 100 / requests;
            all.add(
                    inHundred < LOGINS_IN_HUNDRED
                            ? Action.LOGIN
                            : inHundred < LOGINS_IN_HUNDRED + CHANGES_IN_HUNDRED ? Action.CHANGE : Action.READ);
        }
        Collections.shuffle(all, new Random(SEED));
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            visits.add(new Visit(List.copyOf(all.subList(i * REQUESTS, (i + 1) * REQUESTS)), i % 2 == 0));
        }
        return visits;
    }

    /** The attributes of a session of that size: five small ones that requests use, and fifteen that share the rest. */
    static Map<String, Object> attributes(int kb) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(USER, "ada.lovelace");
        attributes.put(VIEWS, 4711);
        attributes.put(PAGE, page(0));
        attributes.put("locale", "pt-PT");
        attributes.put("csrf", "f3a9c1d27b");
        int rest = kb * KB - ALLOWANCE;
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            rest -= attribute.getKey().length()
                    + attribute.getValue().toString().length();
        }
        Random random = new Random(SEED + kb);
        for (int i = 0; i < COLD; i++) {
            String name = "cold%02d".formatted(i);
            int length = rest / (COLD - i);
            attributes.put(name, text(length - name.length(), random));
            rest -= length;
        }
        return attributes;
    }

    /** A new value of {@link #PAGE}, always of one length. */
    static String page(int number) {
        return "/shop/%05d".formatted(number);
    }

    private static String text(int length, Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        text.setLength(length);
        return text.toString();
    }
}
