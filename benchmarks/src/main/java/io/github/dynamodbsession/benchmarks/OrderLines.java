package io.github.dynamodbsession.benchmarks;

import io.github.dynamodbsession.codec.jackson.JacksonCodec;
import io.github.dynamodbsession.core.codec.AttributeCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The lines of an order: a value of a given size, the same in each run. */
final class OrderLines {

    private static final AttributeCodec JSON = JacksonCodec.create();

    private OrderLines() {}

    /**
     * Some lines.
     *
     * @param size bytes of JSON, approximately
     */
    static List<Map<String, Object>> of(int size) {
        List<Map<String, Object>> lines = new ArrayList<>();
        Random random = new Random(1); // the same in each run
        long bytes = 0;
        while (bytes < size) {
            Map<String, Object> line = line(random);
            lines.add(line);
            bytes += JSON.encode(line).size() + ",".length();
        }
        return lines;
    }

    private static Map<String, Object> line(Random random) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sku", "SKU-" + random.nextInt(100_000_000));
        line.put("name", "Article no. " + random.nextInt(1000));
        line.put("quantity", random.nextInt(9) + 1);
        line.put("price", random.nextInt(100_000) / 100.0);
        return line;
    }
}
