package io.github.dynamodbsession.example.webflux;

import io.github.dynamodbsession.spring.ReactiveStoreSessionRepository;
import io.github.dynamodbsession.spring.StoreSession;
import java.net.URI;
import java.security.Principal;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebSession;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows users their sessions on all devices, and lets them end these. */
@RestController
class HomePage {

    private static final String CSRF_TOKEN = "org.springframework.security.web.server.csrf.CsrfToken";

    private final ReactiveStoreSessionRepository sessions;

    HomePage(ReactiveStoreSessionRepository sessions) {
        this.sessions = sessions;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    Mono<String> home(Principal user, WebSession session, @RequestAttribute(CSRF_TOKEN) Mono<CsrfToken> csrf) {
        return Mono.zip(
                sessions.findByPrincipalName(user.getName()),
                csrf,
                (mine, token) -> page(user.getName(), mine.values(), session.getId(), token));
    }

    private static String page(String user, Collection<StoreSession> mine, String here, CsrfToken csrf) {
        String rows = mine.stream()
                .map(one -> "<li>since " + one.getCreationTime() + (one.getId().equals(here) ? ", here" : ", elsewhere")
                        + "</li>")
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
                .formatted(HtmlUtils.htmlEscape(user), mine.size(), rows, token, token);
    }

    @PostMapping("/logout-everywhere")
    Mono<ResponseEntity<Void>> everywhere(Principal user) {
        return sessions.findByPrincipalName(user.getName())
                .flatMapMany(mine -> Flux.fromIterable(mine.keySet()))
                .flatMap(sessions::deleteById)
                .then(Mono.just(ResponseEntity.status(HttpStatus.FOUND)
                        .location(URI.create("/login?logout"))
                        .build()));
    }
}
