// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.connector.Profile;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code /api/v1/notice}: what staff are told, who says that they were, and what keeps accounts in trial. */
@Component(service = RestResource.class)
@Permitted(NoticePage.MANAGE)
@Subject(subject = "notice")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticeResource implements RestResource {
    private static final int LONGEST = 20_000;
    private static final int LARGEST = 256 << 10;
    private static final int FEW = 10;
    private static final int MOST_LISTED = 5_000;

    private final NoticeDesk desk;

    /** Without it nobody can say which accounts there are. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ConnectorBoard board;

    @Activate
    public NoticeResource(@Reference NoticeDesk desk) {
        this.desk = desk;
    }

    @GET
    @Permitted(Permitted.EVERYBODY)
    public Own own(@Context SecurityContext caller) {
        NoticeDesk.Standing standing = desk.standing();
        Optional<Instant> at = asker(caller).person().map(standing.acknowledged()::get);
        return new Own(standing.notice().map(NoticeJson::of), at);
    }

    /** Another version; everybody acknowledges it anew. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(
            @BodyLimit(bytes = LARGEST, values = FEW) NoticeWish wish, @Context SecurityContext caller) {
        if (wish == null) {
            throw Problem.badRequest(
                    "请发送 version、text、basis 和 assessment。", "Send version, text, basis and assessment.");
        }
        Notice made = desk.publish(
                asker(caller),
                wish.version() == null ? 0 : wish.version(),
                text("text", wish.text()),
                Basis.ofWord(wish.basis() == null ? "" : wish.basis())
                        .orElseThrow(() ->
                                Problem.badRequest("basis 是 " + words() + " 之一。", "basis is one of " + words() + ".")),
                text("assessment", wish.assessment()));
        return Response.status(Response.Status.CREATED)
                .entity(NoticeJson.of(made))
                .build();
    }

    @POST
    @Path("acknowledge")
    @Permitted(Permitted.EVERYBODY)
    @Consumes(MediaType.APPLICATION_JSON)
    public Acknowledged acknowledge(Seen seen, @Context SecurityContext caller) {
        if (seen == null || seen.version() == null) {
            throw Problem.badRequest("请发送 version：读过的版本。", "Send version: the one that was read.");
        }
        return new Acknowledged(seen.version(), desk.acknowledge(asker(caller), seen.version()));
    }

    @GET
    @Path("outstanding")
    public Outstanding outstanding() {
        List<Person> all = desk.outstanding();
        return new Outstanding(
                all.size(),
                all.stream()
                        .sorted(Comparator.comparing(Person::name).thenComparing(Person::id))
                        .limit(MOST_LISTED)
                        .map(person -> OutstandingJson.of(person, desk))
                        .toList());
    }

    @GET
    @Path("accounts")
    public Accounts accounts() {
        ConnectorBoard present = board;
        return new Accounts(
                present == null
                        ? List.of()
                        : present.standings().stream()
                                .map(one -> new AccountJson(
                                        one.platform(),
                                        one.account(),
                                        one.profile().filter(Profile::live).isPresent(),
                                        desk.lacking(one.platform(), one.account())))
                                .distinct()
                                .toList());
    }

    private static String words() {
        return String.join(", ", Arrays.stream(Basis.values()).map(Basis::word).toList());
    }

    private static String text(String field, String value) {
        String clean = value == null ? "" : value.strip();
        if (clean.isEmpty() || clean.length() > LONGEST || clean.indexOf('\u0000') >= 0) {
            throw Problem.badRequest(
                    field + " 是 1 到 " + LONGEST + " 个字符的文字。", field + " is a text of 1 to " + LONGEST + " characters.");
        }
        return clean;
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    /** @param acknowledgedAt when the caller acknowledged the one in force */
    public record Own(Optional<NoticeJson> notice, Optional<Instant> acknowledgedAt) {}

    /** One version of the notice. */
    public record NoticeJson(
            int version, String text, String basis, LocalText basisTitle, String assessment, Instant at) {
        static NoticeJson of(Notice notice) {
            return new NoticeJson(
                    notice.version(),
                    notice.text(),
                    notice.basis().word(),
                    notice.basis().title(),
                    notice.assessment(),
                    notice.at());
        }
    }

    /** @param version the one that was in force when this was written */
    public record NoticeWish(Integer version, String text, String basis, String assessment) {
        @Override
        public String toString() {
            return "NoticeWish[" + version + "]";
        }
    }

    public record Seen(Integer version) {}

    public record Acknowledged(int version, Instant acknowledgedAt) {}

    public record Outstanding(int count, List<OutstandingJson> items) {}

    /** Who has not acknowledged. */
    public record OutstandingJson(String id, String employee, String name, List<String> departments) {
        static OutstandingJson of(Person person, NoticeDesk desk) {
            return new OutstandingJson(person.id(), person.employee(), person.name(), desk.departments(person));
        }
    }

    public record Accounts(List<AccountJson> items) {}

    /** @param live as it counts; {@code lacking} is what would keep it, or keeps it, in trial */
    public record AccountJson(String platform, String account, boolean live, Optional<LocalText> lacking) {}
}
