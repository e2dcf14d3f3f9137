package io.github.dynamodbsession.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** The properties in the metadata of Spring Boot and of this project. */
final class BootProperties {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private BootProperties() {}

    /** The names of all properties on the class path with this prefix. */
    static Set<String> beginningWith(String prefix) {
        Set<String> names = new TreeSet<>();
        try {
            List<URL> files =
                    Collections.list(BootProperties.class.getClassLoader().getResources(METADATA));
            for (URL file : files) {
                try (InputStream json = file.openStream()) {
                    JsonMapper.shared()
                            .readTree(json)
                            .get("properties")
                            .valueStream()
                            .map(property -> property.get("name").asString())
                            .filter(name -> name.startsWith(prefix))
                            .forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
