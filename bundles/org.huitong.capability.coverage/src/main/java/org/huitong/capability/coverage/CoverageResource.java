// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Remedy;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.Message;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code /api/v1/coverage}: what each account sees, what it does not, and what would change that. */
@Component(service = RestResource.class)
@Permitted(Permissions.READ_CONNECTORS)
@Subject(subject = "coverage")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class CoverageResource implements RestResource {
    private static final int PAGE = 100;

    private final CoverageDesk desk;

    /** Says what a group is called, to whoever may read there: its name is its people's, and not an operator's. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile MessageDoor door;

    @Activate
    public CoverageResource(@Reference CoverageDesk desk) {
        this.desk = desk;
    }

    @GET
    public Accounts accounts() {
        return new Accounts(desk.accounts().stream().map(AccountJson::of).toList());
    }

    @GET
    @Path("{platform}/{account}/rooms")
    public Rooms rooms(
            @Context SecurityContext caller,
            @PathParam("platform") String platform,
            @PathParam("account") String account,
            @QueryParam("after") String after) {
        List<RoomOutlook> all =
                desk.rooms(platform, account).orElseThrow(() -> Problem.notFound(LocalText.of("这个账号", "account")));
        int from = place(after);
        List<RoomOutlook> some = all.stream().skip(from).limit(PAGE).toList();
        Map<List<String>, String> names =
                some.isEmpty() ? Map.of() : names((Asker) caller.getUserPrincipal(), platform, account);
        return new Rooms(
                some.stream().map(room -> RoomJson.of(room, names)).toList(),
                from + some.size() < all.size() ? Optional.of(Integer.toString(from + some.size())) : Optional.empty());
    }

    private static int place(String after) {
        if (after == null) {
            return 0;
        }
        if (!after.matches("[0-9]{1,9}")) {
            throw Problem.badRequest("after 是上一页的 next。", "after is the next of the page before.");
        }
        return Integer.parseInt(after);
    }

    private Map<List<String>, String> names(Asker asker, String platform, String account) {
        MessageDoor open = door;
        Map<List<String>, String> names = new HashMap<>();
        if (open == null) {
            return names;
        }
        Filter mine = Filter.all(new Filter.OnPlatform(platform), new Filter.OnAccount(account));
        if (open.rooms(asker, mine, OptionalLong.empty(), MessageQuery.MOST)
                instanceof MessageDoor.Reading.Granted<MessageDoor.Rooms> granted) {
            for (MessageDoor.Room room : granted.value().items()) {
                Message newest = room.newest().message();
                newest.conversation()
                        .title()
                        .ifPresent(title -> names.put(
                                List.of(
                                        newest.key().tenant(),
                                        newest.conversation().id()),
                                title));
            }
        }
        return names;
    }

    /** By platform and account. */
    public record Accounts(List<AccountJson> items) {}

    /**
     * @param problem why nothing can come in at all, before anything of the rest
     * @param counts how many of its sights are {@code seen unknown withheld never}
     * @param sights empty while the connector is away
     */
    public record AccountJson(
            String platform,
            String account,
            Optional<LocalText> name,
            boolean away,
            boolean paused,
            Optional<LocalText> problem,
            Map<String, Long> counts,
            List<SightJson> sights) {
        static AccountJson of(AccountOutlook account) {
            Map<String, Long> counts = new HashMap<>();
            for (Outlook.Light light : Outlook.Light.values()) {
                counts.put(light.word(), account.count(light));
            }
            return new AccountJson(
                    account.standing().platform(),
                    account.standing().account(),
                    account.standing().profile().map(Profile::name),
                    account.standing().profile().isEmpty(),
                    account.standing().paused(),
                    account.standing().problem(),
                    counts,
                    account.sights().stream().map(SightJson::of).toList());
        }
    }

    /**
     * @param state {@code seen}: it came within 30 days; {@code unknown}; {@code withheld}: a remedy would change it;
     *     {@code never}: the platform gives it to nobody
     */
    public record SightJson(
            LocalText what,
            String state,
            LocalText why,
            Optional<Long> messages,
            Optional<Instant> lastAt,
            List<RemedyJson> remedies) {
        static SightJson of(Outlook outlook) {
            return new SightJson(
                    outlook.sight().what(),
                    outlook.light().word(),
                    outlook.why(),
                    outlook.seen().map(Seen::messages),
                    outlook.seen().map(Seen::lastAt),
                    CoverageResource.remedies(outlook.remedies()));
        }
    }

    /** @param kind {@code setting permission licence robot archive line} */
    public record RemedyJson(String kind, LocalText how) {}

    private static List<RemedyJson> remedies(List<Remedy> remedies) {
        return remedies.stream()
                .map(remedy -> new RemedyJson(remedy.kind().word(), remedy.how()))
                .toList();
    }

    /** The one with the newest message first. */
    public record Rooms(List<RoomJson> items, Optional<String> next) {}

    /**
     * @param name as the platform calls it, for whoever may read there
     * @param state {@code whole}, {@code called}: what calls the robot alone, {@code unknown}
     * @param plain messages of people that called nobody by name
     */
    public record RoomJson(
            String tenant,
            String conversation,
            Optional<String> name,
            String state,
            LocalText why,
            long plain,
            long calling,
            Instant lastAt,
            List<RemedyJson> remedies) {
        static RoomJson of(RoomOutlook outlook, Map<List<String>, String> names) {
            SeenRoom room = outlook.room();
            return new RoomJson(
                    room.tenant(),
                    room.conversation(),
                    Optional.ofNullable(names.get(List.of(room.tenant(), room.conversation()))),
                    outlook.light().word(),
                    outlook.why(),
                    room.plain(),
                    room.calling(),
                    room.lastAt(),
                    CoverageResource.remedies(outlook.remedies()));
        }
    }
}
