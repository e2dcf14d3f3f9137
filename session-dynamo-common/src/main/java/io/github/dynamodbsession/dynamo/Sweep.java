package io.github.dynamodbsession.dynamo;

import io.github.dynamodbsession.core.step.Step;
import io.github.dynamodbsession.dynamo.call.Answer;
import io.github.dynamodbsession.dynamo.call.Request;
import io.github.dynamodbsession.dynamo.call.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reading all of a table: its segments side by side, page after page, and on an average not more than so many read units
 * a second. For that, a page has only as many items as cost about a second's units by what the last ones did, and a pause
 * follows it for as long as it has units.
 *
 * @param segments how many segments are read side by side
 * @param unitsPerSecond the most read units a second; 0: without a bound
 * @param pageSize the most items of a page; null: as many as DynamoDB reads at once
 */
record Sweep(int segments, long unitsPerSecond, @Nullable Integer pageSize) {

    private static final int MOST_ITEMS = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** A segment that is not read to its end. */
    private record Open(int segment, @Nullable Map<String, Value> startKey) {}

    static Sweep with(DynamoOptions options) {
        Long units = options.scanReadUnits();
        return new Sweep(options.scanSegments(), units == null ? 0 : units, options.pageSize());
    }

    /**
     * Reads all.
     *
     * @param scan asks for a page
     * @param begin what is known before
     * @param then what becomes of it with the items of each page, before the next one is asked for
     * @return what is known in the end
     */
    <S> Step<Request, Answer, S> all(
            Function<Request.Part, Request.Scan> scan,
            S begin,
            BiFunction<S, List<Map<String, Value>>, Step<Request, Answer, S>> then) {
        List<Open> open = IntStream.range(0, segments)
                .mapToObj(segment -> new Open(segment, null))
                .toList();
        return wave(scan, open, firstLimit(), Duration.ZERO, begin, then);
    }

    private <S> Step<Request, Answer, S> wave(
            Function<Request.Part, Request.Scan> scan,
            List<Open> open,
            @Nullable Integer limit,
            Duration pause,
            S before,
            BiFunction<S, List<Map<String, Value>>, Step<Request, Answer, S>> then) {
        List<Request> scans = open.stream()
                .<Request>map(each -> scan.apply(new Request.Part(each.segment(), segments, limit, each.startKey())))
                .toList();
        return Step.callsAfter(pause, scans, answers -> {
            List<Map<String, Value>> items = new ArrayList<>();
            List<Open> rest = new ArrayList<>();
            double units = 0;
            long looked = 0;
            for (int i = 0; i < answers.size(); i++) {
                Answer.Page page = page(scans.get(i), answers.get(i));
                items.addAll(page.items());
                units += page.readUnits();
                looked += page.looked();
                if (page.nextKey() != null) {
                    rest.add(new Open(open.get(i).segment(), page.nextKey()));
                }
            }
            Integer nextLimit = limit(rest.size(), looked, units);
            Duration nextPause = pause(units);
            return then.apply(before, items)
                    .then(after ->
                            rest.isEmpty() ? Step.done(after) : wave(scan, rest, nextLimit, nextPause, after, then));
        });
    }

    private static Answer.Page page(Request scan, Answer answer) {
        if (answer instanceof Answer.Failed failed) {
            throw Failures.toException(scan, failed.failure());
        }
        return (Answer.Page) answer;
    }

    /** Nobody knows yet what an item costs: one unit, at a guess. */
    private @Nullable Integer firstLimit() {
        return unitsPerSecond == 0 ? pageSize : bounded((double) unitsPerSecond / segments);
    }

    private @Nullable Integer limit(int open, long looked, double units) {
        if (unitsPerSecond == 0 || open == 0 || looked == 0 || units == 0) {
            return unitsPerSecond == 0 ? pageSize : firstLimit();
        }
        return bounded(unitsPerSecond / (units / looked) / open);
    }

    private Integer bounded(double items) {
        int most = pageSize == null ? MOST_ITEMS : pageSize;
        return (int) Math.max(1, Math.min(most, items));
    }

    private Duration pause(double units) {
        return unitsPerSecond == 0
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil(units / unitsPerSecond * NANOS_PER_SECOND));
    }
}
