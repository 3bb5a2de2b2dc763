// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.consent;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.access.Asker;
import org.huitong.api.connector.Consents;
import org.huitong.api.connector.Consents.Between;
import org.huitong.api.connector.Consents.Policy;
import org.huitong.api.connector.Consents.State;
import org.huitong.api.connector.Profile;
import org.huitong.api.filter.Filter;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
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

/** {@code /api/v1/consents}: who agreed to being kept, what was left out for it, and whom a platform's record covers. */
@Component(service = RestResource.class)
@Permitted(ConsentPage.READ)
@Subject(subject = "consents")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class ConsentResource implements RestResource {
    private static final int DAYS = 30;
    private static final int PAGE = 200;

    private final ConsentDesk desk;
    private final ConnectorBoard board;
    private final MessageDoor door;

    /** Without it colleagues are called by what the platform calls them. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile People people;

    @Activate
    public ConsentResource(@Reference ConsentDesk desk, @Reference ConnectorBoard board, @Reference MessageDoor door) {
        this.desk = desk;
        this.board = board;
        this.door = door;
    }

    /** Of one account; whoever spoke with whom stands there, and no word of it. */
    @GET
    public Page consents(
            @QueryParam("platform") String platform,
            @QueryParam("account") String account,
            @QueryParam("state") String state,
            @QueryParam("after") String after) {
        if (isMissing(platform) || isMissing(account)) {
            throw Problem.badRequest("请给出 platform 和 account。", "Give platform and account.");
        }
        Optional<State> only = isMissing(state) ? Optional.empty() : Optional.of(state(state));
        List<ConsentShelf.Known> found = desk.transactions().read(connection -> desk.shelf()
                .page(connection, platform, account, only, after == null ? "" : after, PAGE + 1));
        List<ConsentShelf.Known> page = found.subList(0, Math.min(PAGE, found.size()));
        return new Page(
                told(page),
                found.size() > PAGE
                        ? Optional.of(
                                ConsentShelf.place(page.get(PAGE - 1).consent().whom()))
                        : Optional.empty());
    }

    /** Every account whose platform asks people. */
    @GET
    @Path("accounts")
    public Accounts accounts() {
        List<Standing> standings = board.standings();
        Names names = names(standings);
        return new Accounts(standings.stream()
                .flatMap(one -> desk.consents(one.platform(), one.account()).stream()
                        .map(consents -> account(one.platform(), one.account(), consents, names)))
                .distinct()
                .toList());
    }

    private AccountJson account(String platform, String account, Consents consents, Names names) {
        return desk.transactions().read(connection -> {
            Map<State, Integer> counts = desk.shelf().counts(connection, platform, account);
            Map<LocalDate, Long> left = desk.shelf().leftOut(connection, platform, account, DAYS);
            return new AccountJson(
                    platform,
                    account,
                    word(consents.policy()),
                    counts.getOrDefault(State.AGREED, 0),
                    counts.getOrDefault(State.REFUSED, 0),
                    counts.getOrDefault(State.UNKNOWN, 0),
                    left.entrySet().stream()
                            .map(day -> new LeftOut(day.getKey(), day.getValue()))
                            .toList(),
                    desk.shelf().covered(connection, platform, account).stream()
                            .map(id -> new Covered(id, names.of(platform, account, id)))
                            .toList());
        });
    }

    /** Of the room that somebody reads; nothing where they may read nothing there. */
    @GET
    @Path("room")
    @Permitted(Permitted.EVERYBODY)
    public Page room(
            @QueryParam("platform") String platform,
            @QueryParam("conversation") String conversation,
            @Context SecurityContext caller) {
        if (isMissing(platform) || isMissing(conversation)) {
            throw Problem.badRequest("请给出 platform 和 conversation。", "Give platform and conversation.");
        }
        List<ConsentShelf.Known> known =
                desk.transactions().read(connection -> desk.shelf().ofConversation(connection, platform, conversation));
        boolean seen = !known.isEmpty() && maySee((Asker) caller.getUserPrincipal(), platform, conversation);
        return new Page(seen ? told(known) : List.of(), Optional.empty());
    }

    private List<ConsentJson> told(List<ConsentShelf.Known> known) {
        Names names = names(board.standings());
        return known.stream().map(one -> ConsentJson.of(one, names)).toList();
    }

    /** By the tenants of the accounts as they stand: asked for once, for the board looks into the database. */
    private Names names(List<Standing> standings) {
        People known = people;
        if (known == null) {
            return (platform, account, id) -> Optional.empty();
        }
        Roster roster = known.roster();
        return (platform, account, id) -> standings.stream()
                .filter(one -> one.platform().equals(platform) && one.account().equals(account))
                .flatMap(one -> one.profile().stream())
                .map(Profile::tenant)
                .flatMap(tenant -> roster.holder(platform, tenant, id).stream())
                .map(Person::name)
                .findFirst();
    }

    private boolean maySee(Asker asker, String platform, String conversation) {
        MessageQuery one = new MessageQuery(
                new Filter.InRoom(Optional.of(platform), Optional.empty(), conversation),
                new MessageQuery.Order.Newest(OptionalLong.empty()),
                1);
        return door.list(asker, one) instanceof MessageDoor.Reading.Granted<MessageDoor.Listing> granted
                && !granted.value().items().isEmpty();
    }

    private static boolean isMissing(String value) {
        return value == null || value.isBlank();
    }

    private static State state(String word) {
        return Arrays.stream(State.values())
                .filter(state -> word(state).equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest(
                        "state 是 agreed、refused、unknown 之一。", "state is one of agreed, refused, unknown."));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Policy policy) {
        return switch (policy) {
            case EVERYTHING -> "everything";
            case UNLESS_REFUSED -> "unlessRefused";
            case ONLY_AGREED -> "onlyAgreed";
        };
    }

    public record Page(List<ConsentJson> items, Optional<String> next) {}

    /**
     * One consent.
     *
     * @param colleagueName what people call the colleague, where that is known
     * @param askedAt absent where the platform was not asked yet
     */
    public record ConsentJson(
            Optional<String> room,
            Optional<String> colleague,
            Optional<String> colleagueName,
            String outsider,
            String state,
            LocalText title,
            Optional<Instant> since,
            Optional<Instant> askedAt) {
        static ConsentJson of(ConsentShelf.Known known, Names names) {
            Between whom = known.consent().whom();
            Optional<String> colleague = Optional.of(whom.colleague()).filter(one -> !one.isEmpty());
            return new ConsentJson(
                    Optional.of(whom.room()).filter(room -> !room.isEmpty()),
                    colleague,
                    colleague.flatMap(one -> names.of(known.platform(), known.account(), one)),
                    whom.outsider(),
                    word(known.consent().state()),
                    title(known.consent().state()),
                    known.consent().since(),
                    Optional.of(known.askedAt()).filter(at -> at.isAfter(Instant.EPOCH)));
        }

        private static LocalText title(State state) {
            return switch (state) {
                case AGREED -> LocalText.of("同意存档", "Agreed to being kept");
                case REFUSED -> LocalText.of("拒绝存档", "Refused to be kept");
                case UNKNOWN -> LocalText.of("尚未表态", "Has not said");
            };
        }
    }

    public record Accounts(List<AccountJson> items) {}

    /** @param covered whom the record covers, licences included */
    public record AccountJson(
            String platform,
            String account,
            String policy,
            int agreed,
            int refused,
            int unknown,
            List<LeftOut> leftOut,
            List<Covered> covered) {}

    /** @param name what people call the colleague, where that is known */
    public record Covered(String id, Optional<String> name) {}

    /** What people call the colleague of an account's company whom its platform calls so. */
    private interface Names {
        Optional<String> of(String platform, String account, String id);
    }

    /** Messages of a day that were not kept. */
    public record LeftOut(LocalDate day, long messages) {}
}
