package io.github.dynamodbsession.servlet.container;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Whether an application's {@code web.xml} contains {@code <distributable/>} (Servlet 6.1, section 7.7.2). The Servlet
 * API has no method for it.
 */
public final class Distributable {

    private static final String DESCRIPTOR = "/WEB-INF/web.xml";

    private Distributable() {}

    /**
     * Reads the descriptor; false if there is none.
     *
     * @throws SessionConfigurationException if the descriptor cannot be read
     */
    public static boolean isDeclared(ServletContext context) {
        try (InputStream descriptor = context.getResourceAsStream(DESCRIPTOR)) {
            return descriptor != null && isIn(descriptor);
        } catch (IOException | XMLStreamException e) {
            throw new SessionConfigurationException(
                    DESCRIPTOR + " cannot be read to look for <distributable/>; set refuseUnstorable to skip reading"
                            + " it",
                    e);
        }
    }

    private static boolean isIn(InputStream descriptor) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // The DTD of an old descriptor is not fetched.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(descriptor);
        try {
            int depth = 0;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        if (depth == 2 && reader.getLocalName().equals("distributable")) {
                            return true;
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    default -> {
                        // ignored
                    }
                }
            }
            return false;
        } finally {
            reader.close();
        }
    }
}
