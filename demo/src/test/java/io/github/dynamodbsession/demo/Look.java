package io.github.dynamodbsession.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a page is displayed: on a phone or a large screen, light or dark. */
record Look(int width, boolean dark) {

    private static final int HEIGHT = 900;

    static final Look USUAL = new Look(1280, false);

    static List<Look> all() {
        return Stream.of(390, 1280)
                .flatMap(width -> Stream.of(new Look(width, false), new Look(width, true)))
                .toList();
    }

    /** For {@code Emulation.setDeviceMetricsOverride} of the DevTools protocol. */
    Map<String, Object> metrics() {
        return Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false);
    }

    /**
     * For {@code Emulation.setEmulatedMedia}; with reduced motion, because intermediate colours of a transition must
     * not be checked.
     */
    Map<String, Object> media() {
        return Map.of(
                "features",
                List.of(
                        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                        Map.of("name", "prefers-reduced-motion", "value", "reduce")));
    }

    @Override
    public String toString() {
        return width + (dark ? "-dark" : "-light");
    }
}
