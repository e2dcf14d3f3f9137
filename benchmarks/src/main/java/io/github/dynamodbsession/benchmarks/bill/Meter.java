package io.github.dynamodbsession.benchmarks.bill;

import io.github.dynamodbsession.benchmarks.bill.ReferenceDay.Action;
import io.github.dynamodbsession.benchmarks.bill.ReferenceDay.Visit;
import io.github.dynamodbsession.emulator.DynamoDbEmulator;
import io.github.dynamodbsession.emulator.disturbance.Disturbances;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Takes an application through the reference day, and counts what its calls consume. */
final class Meter {

    /** Any: the clock stands still except when a request moves it. */
    private static final Instant BEGIN = Instant.parse("2026-11-30T08:00:01.234Z");

    /** Longer than any session lives by default. */
    private static final Duration UNTIL_EXPIRED = Duration.ofDays(15);

    private Meter() {}

    /** Counts the whole day. */
    static List<Row> measured(Configuration configuration, List<Integer> sizes) {
        return measured(configuration, sizes, ReferenceDay.visits());
    }

    /** Counts some visits for each of some sizes. */
    static List<Row> measured(Configuration configuration, List<Integer> sizes, List<Visit> visits) {
        List<Row> rows = new ArrayList<>();
        try (DynamoDbEmulator emulator = DynamoDbEmulator.builder()
                        .time(InstantSource.fixed(BEGIN))
                        .disturbances(Disturbances.NONE.timeToLive(true))
                        .start();
                Application application = configuration
                        .starts()
                        .on(emulator.endpoint(), emulator.clock().withZone(ZoneOffset.UTC))) {
            for (int kb : sizes) {
                rows.addAll(measured(configuration.name(), emulator, application, kb, visits));
            }
        }
        return rows;
    }

    private static List<Row> measured(
            String name, DynamoDbEmulator emulator, Application application, int kb, List<Visit> visits) {
        Map<String, Object> attributes = ReferenceDay.attributes(kb);
        emulator.meter().reset();
        int page = 0;
        for (Visit visit : visits) {
            application.begin(attributes);
            for (Action action : visit.actions()) {
                emulator.clock().advance(ReferenceDay.BETWEEN);
                switch (action) {
                    case READ -> require(application.read(), attributes);
                    case CHANGE -> application.change(ReferenceDay.page(++page));
                    case LOGIN -> application.logIn();
                }
            }
            emulator.clock().advance(ReferenceDay.BETWEEN);
            if (visit.logsOut()) {
                application.logOut();
            }
            emulator.clock().advance(UNTIL_EXPIRED);
        }
        return emulator.meter().reset().entrySet().stream()
                .filter(counted ->
                        counted.getValue().readUnits() + counted.getValue().writeUnits() > 0)
                .map(counted -> new Row(name, kb, counted.getKey(), counted.getValue()))
                .toList();
    }

    /** A bill for anything but the session would be worth nothing. */
    private static void require(Application.Seen seen, Map<String, Object> attributes) {
        if (!Objects.equals(attributes.get(ReferenceDay.USER), seen.user())
                || !Objects.equals(attributes.get(ReferenceDay.VIEWS), seen.views())) {
            throw new IllegalStateException("a request read " + seen + ", which is not what the session has");
        }
    }
}
