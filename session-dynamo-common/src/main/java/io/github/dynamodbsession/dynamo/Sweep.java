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
 * A scan of the whole table: its segments in parallel, page after page, at a limited rate. For that, the size of a page is
 * chosen by the cost of the previous ones, so that it consumes about a second's read units, and a pause in proportion to
 * the units consumed follows.
 *
 * @param segments the number of segments that are scanned in parallel
 * @param unitsPerSecond the maximum of read units a second on average; 0: unlimited
 * @param pageSize the maximum number of items of a page; null: as many as DynamoDB reads at once
 */
record Sweep(int segments, long unitsPerSecond, @Nullable Integer pageSize) {

    private static final int MAX_ITEMS = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** A segment with further pages. */
    private record Open(int segment, @Nullable Map<String, Value> startKey) {}

    static Sweep with(DynamoOptions options) {
        Long units = options.scanReadUnits();
        return new Sweep(options.scanSegments(), units == null ? 0 : units, options.pageSize());
    }

    /**
     * Reads all pages, and folds their items into a state.
     *
     * @param scan creates the request of a page
     * @param begin the initial state
     * @param then the step from one state to the next with the items of a page, before the next page is read
     * @return the final state
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
            throw FailureRules.toException(scan, failed.failure());
        }
        return (Answer.Page) answer;
    }

    /** The cost of an item is not known yet; the guess is one unit. */
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
        int max = pageSize == null ? MAX_ITEMS : pageSize;
        return (int) Math.max(1, Math.min(max, items));
    }

    private Duration pause(double units) {
        return unitsPerSecond == 0
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil(units / unitsPerSecond * NANOS_PER_SECOND));
    }
}
