package io.github.dynamodbsession.servlet.contract;

import java.util.Map;

/** The {@code web.xml} of an application. */
final class WebXml {

    private final StringBuilder text = new StringBuilder();

    private WebXml() {}

    static String of(WebApp app) {
        WebXml xml = new WebXml();
        xml.text.append("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n");
        if (app.isDistributable()) {
            xml.line("<distributable/>");
        }
        app.declaredListeners()
                .forEach(listener ->
                        xml.line("<listener><listener-class>" + listener.getName() + "</listener-class></listener>"));
        xml.sessionConfig(app);
        app.errorPages().forEach(xml::errorPage);
        if (app.login() != null) {
            xml.login(app.login());
        }
        return xml.text.append("</web-app>\n").toString();
    }

    private void sessionConfig(WebApp app) {
        line("<session-config>");
        if (app.timeoutMinutes() != null) {
            line("<session-timeout>" + app.timeoutMinutes() + "</session-timeout>");
        }
        if (!app.cookieConfig().isEmpty() || !app.cookieAttributes().isEmpty()) {
            line("<cookie-config>");
            app.cookieConfig().forEach((element, value) -> line("<%1$s>%2$s</%1$s>".formatted(element, value)));
            for (Map.Entry<String, String> attribute : app.cookieAttributes().entrySet()) {
                line("<attribute><attribute-name>" + attribute.getKey() + "</attribute-name>");
                line("<attribute-value>" + attribute.getValue() + "</attribute-value></attribute>");
            }
            line("</cookie-config>");
        }
        app.trackingModes().forEach(mode -> line("<tracking-mode>" + mode + "</tracking-mode>"));
        line("</session-config>");
    }

    private void errorPage(String statusOrException, String path) {
        String element = Character.isDigit(statusOrException.charAt(0)) ? "error-code" : "exception-type";
        line("<error-page><%1$s>%2$s</%1$s><location>%3$s</location></error-page>"
                .formatted(element, statusOrException, path));
    }

    private void login(WebApp.Login login) {
        line("<security-constraint>");
        line("<web-resource-collection><web-resource-name>protected</web-resource-name>");
        line("<url-pattern>/protected/*</url-pattern></web-resource-collection>");
        line("<auth-constraint><role-name>user</role-name></auth-constraint>");
        line("</security-constraint>");
        line("<login-config><auth-method>" + login.method() + "</auth-method><realm-name>test</realm-name>");
        if (login.method().equals("FORM")) {
            line("<form-login-config><form-login-page>/login</form-login-page>");
            line("<form-error-page>/login</form-error-page></form-login-config>");
        }
        line("</login-config>");
        line("<security-role><role-name>user</role-name></security-role>");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
