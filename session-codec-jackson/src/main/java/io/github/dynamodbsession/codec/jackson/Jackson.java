package io.github.dynamodbsession.codec.jackson;

import io.github.dynamodbsession.codec.json.JsonLibrary;
import io.github.dynamodbsession.codec.json.JsonTreeBuilder;
import java.io.Writer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** The adapter of Jackson. */
final class Jackson implements JsonLibrary {

    /** Without limits: the tree that is built from the tokens has its own, and reports which one was exceeded. */
    static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonMapper mapper;

    Jackson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String name() {
        return "Jackson";
    }

    @Override
    public void parse(String json, JsonTreeBuilder tree) {
        try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), json)) {
            while (parser.nextToken() != null) {
                addToken(parser, tree);
            }
        }
    }

    @Override
    public void write(Object own, Writer out) {
        mapper.writeValue(out, own);
    }

    @Override
    public <T> T read(String json, Class<T> type) {
        return mapper.readValue(new TimedReader(json), type);
    }

    /** Adds the value at whose first token the parser is positioned; leaves the parser at its last token. */
    static void addValue(JsonParser parser, JsonTreeBuilder tree) {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : 0;
            depth -= token.isStructEnd() ? 1 : 0;
            addToken(parser, tree);
        } while (depth > 0 && parser.nextToken() != null);
    }

    private static void addToken(JsonParser parser, JsonTreeBuilder tree) {
        switch (parser.currentToken()) {
            case START_OBJECT -> tree.beginObject();
            case START_ARRAY -> tree.beginArray();
            case END_OBJECT, END_ARRAY -> tree.end();
            case PROPERTY_NAME -> tree.name(parser.currentName());
            case VALUE_STRING -> tree.text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> tree.number(parser.getString());
            case VALUE_TRUE -> tree.bool(true);
            case VALUE_FALSE -> tree.bool(false);
            case VALUE_NULL -> tree.nothing();
            default -> throw new IllegalStateException("not a JSON token");
        }
    }
}
