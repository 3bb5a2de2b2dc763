// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.huitong.access.Desk.Arrived;
import org.huitong.api.access.Entrance.Login;
import org.huitong.api.access.LoginWay;
import org.huitong.api.access.LoginWay.Journey;
import org.huitong.api.access.Recognition;
import org.huitong.api.clock.Clock;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends people along a way and takes them in when they are back. Who comes back is let in only with what the same browser
 * was given when it left, within ten minutes and once; then it is led to a place of our own pages, never elsewhere.
 */
@Component(service = Arrivals.class)
public final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    private static final int ASKED_AT_ONCE = 16;
    static final int ASKED_BY_ONE_ADDRESS = 4;

    /** The page on which people say which accounts are theirs, once they are in by another way. */
    private static final String BINDING = "/binding";

    private static final int REMEMBERED = 20_000;
    private static final int LONGEST_PLACE = 1_000;
    /** What stands behind the number sign of an address: it leads nowhere but within the shell. */
    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9/?&=%._~:@!$'()*+,;-]*");

    private static final LocalText LOST = LocalText.of(
            "这次登录已过期、已用过，或者不是在这个浏览器里开始的。请重新登录。",
            "This login is too old, has been used, or was begun in another browser. Log in again.");
    private static final LocalText GONE =
            LocalText.of("这种登录方式已停用。请用其他方式登录。", "This way to log in is switched off. Choose another one.");
    private static final LocalText NO_ANSWER = LocalText.of(
            "对方暂时没有应答，无法核实身份。请稍后再试，或用密码登录。",
            "There is no answer from there, so nobody can tell who you are. Try again later, or log in by password.");
    private final Desk desk;
    private final LoginWays ways;
    private final TicketSeal seal;
    private final InstantSource clock;
    private final int remembered;
    private final Errands errands = new Errands(ASKED_AT_ONCE, ASKED_BY_ONE_ADDRESS);
    /** The states of journeys that came back, as long as their tickets would open. */
    private final Map<String, Instant> spent = new LinkedHashMap<>();

    @Activate
    public Arrivals(@Reference Desk desk, @Reference LoginWays ways, @Reference Vault vault, @Reference Clock clock) {
        this(desk, ways, vault, clock, REMEMBERED);
    }

    /** @param remembered how many journeys that came back are known again */
    Arrivals(Desk desk, LoginWays ways, Vault vault, InstantSource clock, int remembered) {
        this.remembered = remembered;
        this.desk = desk;
        this.ways = ways;
        this.seal = new TicketSeal(vault, clock);
        this.clock = clock;
    }

    /** Where a browser goes next, and what it is given on its way. */
    sealed interface Next {
        /** Elsewhere. */
        record Away(URI there, String ticket) implements Next {}

        /** In. */
        record In(Login.Opened opened, String way, String to) implements Next {}

        /** To the login page, which asks for a code or says what went wrong. */
        record Again(String ticket, String to) implements Next {}
    }

    /**
     * @param back where the way is to lead back to
     * @param to the place among our pages in the end
     * @param remote the address of the browser
     */
    Next leave(String name, URI back, String to, String userAgent, String remote) {
        String place = place(to);
        Optional<LoginWay> way = ways.of(name);
        if (way.isEmpty()) {
            return again(GONE, place);
        }
        Journey journey = new Journey(back, state(), Secret.random(), Secret.random(), isAtHome(way.get(), userAgent));
        return asking(name, remote, () -> way.get().leave(journey), Optional::<URI>empty)
                .<Next>map(there -> new Next.Away(there, seal.seal(new Ticket.Leaving(name, journey, place))))
                .orElseGet(() -> again(NO_ANSWER, place));
    }

    /**
     * @param ticket the cookie that the browser brought along
     * @param told what stands in the address to which it was sent back
     */
    Next arrive(String name, Optional<String> ticket, Map<String, String> told, String remote) {
        Optional<Ticket.Leaving> left = ticket.flatMap(seal::open)
                .filter(Ticket.Leaving.class::isInstance)
                .map(Ticket.Leaving.class::cast)
                .filter(leaving -> leaving.way().equals(name))
                .filter(leaving -> Secret.same(leaving.journey().state(), told.getOrDefault("state", "")));
        if (left.isEmpty() || !isFirst(left.get().journey().state())) {
            LOG.warn("Somebody came back from where they were not sent from here, way={} from={}", name, remote);
            return again(LOST, left.map(Ticket::to).orElse(""));
        }
        String to = left.get().to();
        Optional<LoginWay> way = ways.of(name);
        if (way.isEmpty()) {
            return again(GONE, to);
        }
        if (told.containsKey("error")) {
            return again(declined(way.get(), told.get("error")), to);
        }
        Recognition said =
                asking(name, remote, () -> way.get().arrive(left.get().journey(), told), Recognition.Unreachable::new);
        if (said instanceof Recognition.Recognised recognised) {
            return known(name, desk.arrive(recognised.identity(), name, remote), to);
        }
        LOG.warn(
                "Nobody was recognised by a way, way={} from={} answer={}",
                name,
                remote,
                said.getClass().getSimpleName());
        return again(
                said instanceof Recognition.Refused refused
                        ? refused.reason()
                        : said instanceof Recognition.Unreachable ? NO_ANSWER : LOST,
                to);
    }

    private Next known(String way, Arrived arrived, String to) {
        if (arrived instanceof Arrived.Turned turned) {
            return again(turned.reason(), turned.unbound() ? BINDING : to);
        }
        Arrived.Known known = (Arrived.Known) arrived;
        if (known.answer() instanceof Login.Opened opened) {
            return new Next.In(opened, way, to);
        }
        return known.answer() instanceof Login.CodeNeeded
                ? new Next.Again(seal.seal(new Ticket.Owing(way, known.account(), to)), to)
                : again(LOST, to);
    }

    /** What the login page has to ask or say, by the ticket of its browser. */
    Optional<Ticket> ticket(Optional<String> cookie) {
        return cookie.flatMap(seal::open);
    }

    /** The code of who came back; empty where nobody did. */
    Optional<Login> code(Optional<String> cookie, String code, String remote) {
        return ticket(cookie)
                .filter(Ticket.Owing.class::isInstance)
                .map(Ticket.Owing.class::cast)
                .map(owing -> desk.arrive(owing.account(), code, owing.way(), remote));
    }

    /** WeCom takes letters and digits alone, and no more than 128 of them. */
    private static String state() {
        return Secret.random().replaceAll("[^A-Za-z0-9]", "");
    }

    static boolean isAtHome(LoginWay way, String userAgent) {
        return way.isAtHome(userAgent == null ? "" : userAgent);
    }

    /**
     * Where to go after logging out here to be logged out there, too; empty where the way does not want to know, or is
     * gone: whoever logs out is out here, whatever becomes of it there.
     */
    Optional<URI> farewell(String name, URI home, String remote) {
        return ways.of(name).flatMap(way -> asking(name, remote, () -> way.farewell(home), Optional::<URI>empty));
    }

    /** What comes of asking somebody who may be broken. */
    private <T> T asking(String way, String remote, Supplier<T> question, Supplier<T> unanswered) {
        return errands.run(
                remote,
                () -> {
                    try {
                        return question.get();
                    } catch (RuntimeException | LinkageError e) {
                        LOG.warn("A way to log in failed way={}", way, Unquoted.of(e));
                        return unanswered.get();
                    }
                },
                () -> {
                    LOG.warn("Too many logins are under way at once way={} from={}", way, remote);
                    return unanswered.get();
                });
    }

    private Next again(LocalText reason, String to) {
        return new Next.Again(seal.seal(new Ticket.Turned(reason, to)), to);
    }

    private static LocalText declined(LoginWay way, String error) {
        String word = error.replaceAll("[^A-Za-z0-9_.-]", "");
        String shown = word.substring(0, Math.min(60, word.length()));
        return LocalText.of(
                way.title().zh() + "没有同意这次登录（" + shown + "）。",
                way.title().en() + " did not agree to this login (" + shown + ").");
    }

    /**
     * Where more come back than anybody remembers, the oldest are forgotten: a stranger can fill the memory, and must not
     * keep everybody out by it. Whoever would use such a ticket again needs its cookie, and a code that the other side
     * takes a second time.
     */
    private synchronized boolean isFirst(String state) {
        Instant now = clock.instant();
        Iterator<Instant> oldest = spent.values().iterator();
        while (oldest.hasNext() && (!now.isBefore(oldest.next()) || spent.size() >= remembered)) {
            oldest.remove();
        }
        return spent.putIfAbsent(state, now.plus(TicketSeal.HOLDS)) == null;
    }

    private static String place(String wanted) {
        String place = wanted == null ? "" : wanted.startsWith("#") ? wanted.substring(1) : wanted;
        return place.length() <= LONGEST_PLACE && PLACE.matcher(place).matches() ? place : "";
    }
}
