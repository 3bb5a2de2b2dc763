// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/keeping/months}: months that may be destroyed, and their destruction, which takes two persons. */
@Component
@Permitted(KeepingPage.READ)
@Subject(subject = "keeping")
@Path("months")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MonthsResource implements RestResource {
    /** As long as a caller likes to wait; the job looks at all of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final int MOST = 50;
    private static final int LONGEST_REASON = 500;

    private final DisposalDesk desk;

    @Activate
    public MonthsResource(@Reference DisposalDesk desk) {
        this.desk = desk;
    }

    @GET
    public MonthList list() {
        return new MonthList(
                desk.months().stream()
                        .map(month -> new MonthJson(month.name(), month.key(), desk.mayGo(month)))
                        .toList(),
                desk.disposals(MOST).stream()
                        .map(one -> DisposalJson.of(one, desk.state(one)))
                        .toList());
    }

    /** What would be destroyed, and what stops it. */
    @GET
    @Path("{month}")
    public SurveyJson look(@PathParam("month") String name) {
        return SurveyJson.of(desk.look(month(name), PATIENCE));
    }

    /** Asks a second person. */
    @POST
    @Path("{month}")
    @Permitted(KeepingPage.DISPOSE)
    public Response ask(@PathParam("month") String name, String body, @Context SecurityContext caller) {
        String reason = Body.read(body).text("reason").map(String::strip).orElse("");
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Problem.badRequest(
                    "reason 是销毁的理由，写在销毁证明上，最多 " + LONGEST_REASON + " 字。",
                    "reason is why, as it stands on the certificate, up to " + LONGEST_REASON + " characters.");
        }
        Month month = month(name);
        Disposal asked = desk.ask(month, reason, desk.look(month, PATIENCE), (Asker) caller.getUserPrincipal());
        return Response.accepted(DisposalJson.of(asked, desk.state(asked))).build();
    }

    private Month month(String name) {
        return desk.months().stream()
                .filter(month -> month.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(LocalText.of("这个月的密钥", "key of this month")));
    }

    public record MonthList(List<MonthJson> months, List<DisposalJson> items) {}

    /**
     * @param key its class and period in the key store
     * @param mayGo false: the law keeps it still
     */
    public record MonthJson(String month, String key, boolean mayGo) {}

    /**
     * @param forgotten of the messages, those that are in archives at most
     * @param containers in which some of them are archived
     * @param complete false where there is more than could be looked at in a few seconds
     */
    public record SurveyJson(long messages, long forgotten, long containers, List<StopJson> stops, boolean complete) {
        static SurveyJson of(Survey survey) {
            return new SurveyJson(
                    survey.messages(),
                    survey.forgotten(),
                    survey.containers(),
                    survey.stops().entrySet().stream()
                            .map(e -> new StopJson(
                                    e.getKey().name().toLowerCase(Locale.ROOT),
                                    e.getKey().words(),
                                    e.getValue()))
                            .toList(),
                    survey.complete());
        }
    }

    /** @param why {@code held needed unjudged kept unarchived shut} */
    public record StopJson(String why, LocalText words, long messages) {}

    /** @param state {@code waiting running done stopped}, or how its approval ended: {@code refused expired overtaken} */
    public record DisposalJson(
            String id,
            String month,
            String reason,
            Instant at,
            String by,
            long messages,
            String approval,
            String state,
            Optional<String> job,
            Optional<String> certificate,
            Optional<Instant> endedAt,
            Optional<LocalText> trouble) {
        static DisposalJson of(Disposal one, String state) {
            return new DisposalJson(
                    one.id(),
                    one.month(),
                    one.reason(),
                    one.madeAt(),
                    one.madeBy(),
                    one.messages(),
                    one.approval(),
                    state,
                    Optional.of(one.job()).filter(job -> !job.isEmpty()),
                    Optional.of(one.certificate())
                            .filter(number -> one.endedAt().isPresent()),
                    one.endedAt(),
                    one.trouble());
        }
    }
}
