package io.github.dynamodbsession.emulator.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that describes a table but its items. Immutable.
 *
 * @param attributes the type of each attribute that a key is made of, by name
 * @param onDemand whether it is billed by the request
 * @param activeFrom from when on it may be used
 * @param timeToLive the attribute by which items expire; {@code null} if they do not
 * @param streamView {@code KEYS_ONLY}, {@code NEW_IMAGE}, {@code OLD_IMAGE} or {@code NEW_AND_OLD_IMAGES}; {@code null}
 *     without a stream
 * @param streamLabel names the present stream; {@code null} if there never was one
 */
public record TableDefinition(
        String name,
        String id,
        Instant created,
        Map<String, KeyType> attributes,
        KeySchema key,
        List<IndexDefinition> indexes,
        boolean onDemand,
        @Nullable Instant onDemandSince,
        Throughput throughput,
        Instant activeFrom,
        @Nullable String timeToLive,
        @Nullable String streamView,
        @Nullable String streamLabel,
        boolean deletionProtected,
        @Nullable String tableClass) {

    private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/";

    /** Its name for all of AWS. */
    public String arn() {
        return ARN + name;
    }

    /** The name of one of its indexes for all of AWS. */
    public String arn(IndexDefinition index) {
        return arn() + "/index/" + index.name();
    }

    /** The name of its stream for all of AWS; {@code null} if there never was one. */
    public @Nullable String streamArn() {
        return streamLabel == null ? null : arn() + "/stream/" + streamLabel;
    }

    /** The index of that name, if there is one. */
    public Optional<IndexDefinition> index(String wanted) {
        return indexes.stream().filter(index -> index.name().equals(wanted)).findFirst();
    }

    /** The same, but active at that moment, with all its indexes. */
    TableDefinition activeBy(Instant moment) {
        return change().activeFrom(earlier(activeFrom, moment))
                .indexes(indexes.stream()
                        .map(index -> index.activeFrom(earlier(index.activeFrom(), moment)))
                        .toList())
                .made();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** A copy to be changed. */
    public Change change() {
        return new Change(this);
    }

    /** A table definition that is being changed. Not safe for use by several threads. */
    public static final class Change {
        private final TableDefinition before;
        private Map<String, KeyType> attributes;
        private List<IndexDefinition> indexes;
        private boolean onDemand;
        private @Nullable Instant onDemandSince;
        private Throughput throughput;
        private Instant activeFrom;
        private @Nullable String timeToLive;
        private @Nullable String streamView;
        private @Nullable String streamLabel;
        private boolean deletionProtected;
        private @Nullable String tableClass;

        private Change(TableDefinition before) {
            this.before = before;
            this.attributes = before.attributes;
            this.indexes = before.indexes;
            this.onDemand = before.onDemand;
            this.onDemandSince = before.onDemandSince;
            this.throughput = before.throughput;
            this.activeFrom = before.activeFrom;
            this.timeToLive = before.timeToLive;
            this.streamView = before.streamView;
            this.streamLabel = before.streamLabel;
            this.deletionProtected = before.deletionProtected;
            this.tableClass = before.tableClass;
        }

        /** The types of key attributes. */
        public Change attributes(Map<String, KeyType> value) {
            attributes = value;
            return this;
        }

        /** The indexes. */
        public Change indexes(List<IndexDefinition> value) {
            indexes = List.copyOf(value);
            return this;
        }

        /** Billed by the request; {@code null} if it is not told since when. */
        public Change onDemand(@Nullable Instant since, Throughput value) {
            onDemand = true;
            onDemandSince = since;
            throughput = value;
            return this;
        }

        /** Provisioned with that capacity. */
        public Change provisioned(Throughput value) {
            onDemand = false;
            throughput = value;
            return this;
        }

        /** The capacity, however it is billed. */
        public Change throughput(Throughput value) {
            throughput = value;
            return this;
        }

        /** From when on it may be used. */
        public Change activeFrom(Instant value) {
            activeFrom = value;
            return this;
        }

        /** The attribute by which items expire. */
        public Change timeToLive(@Nullable String value) {
            timeToLive = value;
            return this;
        }

        /** What a stream shows, under that label; {@code null} as the view ends the stream. */
        public Change stream(@Nullable String view, @Nullable String label) {
            streamView = view;
            streamLabel = label;
            return this;
        }

        /** Whether it cannot be deleted. */
        public Change deletionProtected(boolean value) {
            deletionProtected = value;
            return this;
        }

        /** The table's class. */
        public Change tableClass(@Nullable String value) {
            tableClass = value;
            return this;
        }

        /** The changed definition. */
        public TableDefinition made() {
            return new TableDefinition(
                    before.name,
                    before.id,
                    before.created,
                    attributes,
                    before.key,
                    indexes,
                    onDemand,
                    onDemandSince,
                    throughput,
                    activeFrom,
                    timeToLive,
                    streamView,
                    streamLabel,
                    deletionProtected,
                    tableClass);
        }
    }
}
