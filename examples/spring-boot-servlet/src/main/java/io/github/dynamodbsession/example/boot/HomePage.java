package io.github.dynamodbsession.example.boot;

import io.github.dynamodbsession.spring.StoreSession;
import io.github.dynamodbsession.spring.StoreSessionRepository;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.HtmlUtils;

/** Shows users their sessions on all devices, and lets them end these. */
@RestController
class HomePage {

    private final StoreSessionRepository sessions;

    HomePage(StoreSessionRepository sessions) {
        this.sessions = sessions;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home(Principal user, HttpSession session, CsrfToken csrf) {
        Map<String, StoreSession> mine = sessions.findByPrincipalName(user.getName());
        String rows = mine.values().stream()
                .map(one -> "<li>since " + one.getCreationTime()
                        + (one.getId().equals(session.getId()) ? ", here" : ", elsewhere") + "</li>")
                .sorted()
                .collect(Collectors.joining());
        String token = "<input type=\"hidden\" name=\"" + HtmlUtils.htmlEscape(csrf.getParameterName()) + "\" value=\""
                + HtmlUtils.htmlEscape(csrf.getToken()) + "\">";
        return """
                <!DOCTYPE html>
                <html lang="en"><meta charset="utf-8"><title>Sessions</title>
                <h1>Hello, %s</h1>
                <p>You are logged in %d times:</p><ul>%s</ul>
                <form method="post" action="/logout">%s<button>Log out</button></form>
                <form method="post" action="/logout-everywhere">%s<button>Log out everywhere</button></form>
                """
                .formatted(HtmlUtils.htmlEscape(user.getName()), mine.size(), rows, token, token);
    }

    @PostMapping("/logout-everywhere")
    ModelAndView everywhere(Principal user) {
        sessions.findByPrincipalName(user.getName()).keySet().forEach(sessions::deleteById);
        return new ModelAndView(new RedirectView("/login?logout"));
    }
}
