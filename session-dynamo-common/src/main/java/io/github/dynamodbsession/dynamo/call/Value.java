package io.github.dynamodbsession.dynamo.call;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** An attribute value of DynamoDB. Immutable. No {@code toString} shows the content. */
public sealed interface Value {

    /**
     * A string.
     *
     * @param content its content
     */
    record S(String content) implements Value {
        @Override
        public String toString() {
            return "S";
        }
    }

    /**
     * A number.
     *
     * @param content its decimal form
     */
    record N(String content) implements Value {

        /**
         * The value of a whole number.
         *
         * @param content the number
         * @return the value
         */
        public static N of(long content) {
            return new N(Long.toString(content));
        }

        @Override
        public String toString() {
            return "N";
        }
    }

    /**
     * Bytes.
     *
     * @param content a read-only buffer; each reader takes a duplicate
     */
    record B(ByteBuffer content) implements Value {

        /**
         * Has a position of its own, and is read-only.
         *
         * @param content a read-only buffer; each reader takes a duplicate
         */
        public B {
            content = content.asReadOnlyBuffer();
        }

        /**
         * A copy of the bytes.
         *
         * @return a new array
         */
        public byte[] toByteArray() {
            ByteBuffer view = content.duplicate();
            byte[] bytes = new byte[view.remaining()];
            view.get(bytes);
            return bytes;
        }

        @Override
        public String toString() {
            return "B";
        }
    }

    /**
     * A map.
     *
     * @param content values by name; copied
     */
    record M(Map<String, Value> content) implements Value {

        /**
         * Copies the map.
         *
         * @param content values by name; copied
         */
        public M {
            content = Map.copyOf(content);
        }

        @Override
        public String toString() {
            return "M";
        }
    }

    /**
     * A list.
     *
     * @param content values in their order; copied
     */
    record L(List<Value> content) implements Value {

        /**
         * Copies the list.
         *
         * @param content values in their order; copied
         */
        public L {
            content = List.copyOf(content);
        }

        @Override
        public String toString() {
            return "L";
        }
    }

    /**
     * A boolean.
     *
     * @param content its content
     */
    record Bool(boolean content) implements Value {
        @Override
        public String toString() {
            return "BOOL";
        }
    }

    /** Null. */
    record Null() implements Value {
        @Override
        public String toString() {
            return "NULL";
        }
    }

    /**
     * A set of strings, of numbers or of bytes, which only others write.
     *
     * @param type {@code SS}, {@code NS} or {@code BS}
     * @param content elements of one type, as DynamoDB ordered them; copied
     */
    record Set(String type, List<Value> content) implements Value {

        /**
         * Copies the list.
         *
         * @param type {@code SS}, {@code NS} or {@code BS}
         * @param content elements of one type, as DynamoDB ordered them; copied
         */
        public Set {
            content = List.copyOf(content);
        }

        @Override
        public String toString() {
            return type;
        }
    }
}
