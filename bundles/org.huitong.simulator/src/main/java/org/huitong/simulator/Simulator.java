// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.huitong.api.vault.Secrets;
import org.huitong.simulator.day.Day;
import org.huitong.simulator.day.Diary;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Memories;
import org.huitong.simulator.day.Past;
import org.huitong.simulator.day.Script;
import org.huitong.simulator.day.Telling;
import org.huitong.simulator.demo.Answerer;
import org.huitong.simulator.demo.DemoAccounts;
import org.huitong.simulator.demo.DemoArchive;
import org.huitong.simulator.load.Burst;
import org.huitong.simulator.load.Crowd;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the demo's day: brings an account on each platform, shakes hands, and pushes what happens. */
@Component(configurationPid = "org.huitong.simulator", service = Simulator.class, immediate = true)
@Designate(ocd = SimulatorConfig.class)
public final class Simulator {
    private static final String ARCHIVE = "wecom-archive";
    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);
    private static final Duration TICK = Duration.ofMillis(50);
    /** So long the day waits for the past to be told; the rest of it is told beside. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Who has not shaken hands by then is not waited for. */
    private static final Duration GREETINGS = Duration.ofSeconds(5);

    private static final Duration GREET_AGAIN = Duration.ofMillis(500);
    private static final Push LOOK = new Push("GET", "/health", Map.of(), new byte[0]);

    private final Map<String, PlatformSide> sides = new HashMap<>();
    private final Set<String> greeted = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> greetNext = new ConcurrentHashMap<>();
    private final Ledger ledger = new Ledger();
    private final InstantSource clock = InstantSource.system();
    private final RandomGenerator dice = RandomGenerator.getDefault();
    private final ScheduledExecutorService ticker;
    private final ExecutorService callers;
    private final URI hub;
    private final SendServer desks;
    private final SocketServer sockets;
    private final Map<String, Streams> streams = new HashMap<>();
    private final List<PlatformSide> called;
    private final Carrier carrier;
    private final Courier courier;
    private final Script script = Script.ofTheDay();
    private final Day day;
    private final Burst burst;
    private final int opening;
    private final Carrier calls;
    private volatile Instant dayBegan;
    private volatile boolean isHubThere;
    private final Diary diary;
    private Instant hubSeen;
    private Telling telling;
    private Instant toldUntil;

    private Instant lookNext = Instant.EPOCH;
    private int days;

    @Activate
    public Simulator(
            BundleContext context,
            SimulatorConfig config,
            @Reference ConfigurationAdmin configurations,
            @Reference Secrets secrets) {
        // Whatever can be wrong in the configuration comes first: what fails here leaves no thread behind.
        String run = Long.toString(clock.millis(), 36);
        this.day = new Day(script, Duration.parse(config.dayLength()), run, dice);
        this.burst = new Burst(script, run, dice);
        this.diary = new Diary(archive(context).resolveSibling("past"), Duration.parse(config.past()));
        Switches switches = switches(config);
        this.callers = Executors.newFixedThreadPool(8, named("simulator-caller"));
        this.desks = new SendServer(callers, clock);
        this.sockets = new SocketServer(named("simulator-socket"));
        List<Account> accounts = DemoAccounts.ensure(configurations, secrets, desks::address);
        for (Account account : accounts) {
            sides.put(account.platform(), account.side());
            if (account.platform().equals("wecom")) {
                desks.open(
                        ARCHIVE,
                        new DemoArchive(archive(context), configurations, secrets)
                                .open(account, desks.address(ARCHIVE), run, clock.instant()));
            }
        }
        this.hub = hub(context);
        this.calls = new Loopback(hub, callers);
        this.called = accounts.stream().map(Account::called).map(Account::side).toList();
        this.carrier = (push, deadline, then) -> streams.values().stream()
                .filter(one -> one.carries(push))
                .map(Carrier.class::cast)
                .findFirst()
                .orElse(calls)
                .carry(push, deadline, then);
        this.courier = new Courier(sides, carrier, ledger, clock, dice);
        courier.heed((platform, now) ->
                !greeted.contains(platform) || dayBegan != null && day.isDown(platform, dayBegan, now));
        burst.rate(config.burstRate());
        courier.set(switches);
        Answerer people = new Answerer(script, sides, courier, clock, run);
        for (Account account : accounts) {
            String platform = account.platform();
            Optional<Streams> own = account.streams(clock, dice);
            own.ifPresent(one -> {
                streams.put(platform, one);
                sockets.open(platform, one);
            });
            desks.open(platform, account.desk(script, own, sockets.address(platform), new Cards(), people));
        }
        this.ticker = Executors.newSingleThreadScheduledExecutor(named("simulator"));
        this.opening = config.opening();
        ticker.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Modified
    void set(SimulatorConfig config) {
        burst.rate(config.burstRate());
        courier.set(switches(config));
    }

    private static Switches switches(SimulatorConfig config) {
        return new Switches(
                config.repushRate(),
                config.duplicates(),
                Duration.parse(config.delay()),
                config.staleRate(),
                Set.copyOf(List.of(config.down())));
    }

    @Deactivate
    void stop() {
        ticker.shutdownNow();
        desks.close();
        sockets.close();
        callers.shutdownNow();
    }

    /** All of this hub's demo accounts pushed at once, for so long. */
    Crowd.Result load(int connections, Duration length, int rate) throws IOException {
        Crowd.Orders orders =
                new Crowd.Orders(hub, connections, rate, 0, length, false, Long.toString(clock.millis(), 36));
        return new Crowd(called, orders, letter -> {}, clock).run(Duration.ofSeconds(30));
    }

    /** The side of that platform to which hubs connect; empty where there is none. */
    Optional<Streams> streams(String platform) {
        return Optional.ofNullable(streams.get(platform));
    }

    Ledger ledger() {
        return ledger;
    }

    /** Tells the past first, so that it lies behind the day in every list. */
    private void open(Instant now) {
        if (hubSeen == null) {
            hubSeen = now;
        }
        if (telling == null
                && (greeted.size() == sides.size() || hubSeen.plus(GREETINGS).isBefore(now))) {
            toldUntil = Past.last(now);
            List<Letter> letters = new Past(script)
                    .between(diary.since(now), toldUntil).stream()
                            .map(happening ->
                                    sides.get(happening.room().platform()).write(happening))
                            .toList();
            telling = new Telling(letters, sides, carrier, courier, ledger, clock);
        }
        if (telling != null && (telling.isOver() || hubSeen.plus(PATIENCE).isBefore(now))) {
            begin(opening);
        }
    }

    /** What of the past is not told yet; once all is, that is remembered for the next start. */
    private void tell() {
        if (telling != null) {
            telling.turn(dayBegan == null);
            if (toldUntil != null && telling.isOver()) {
                diary.told(toldUntil);
                toldUntil = null;
            }
        }
    }

    private void begin(int opening) {
        dayBegan = clock.instant();
        if (days == 0) {
            for (Happening memory : Memories.of(script)) {
                courier.hand(sides.get(memory.room().platform()).write(memory), dayBegan);
            }
        }
        for (Happening happening : day.plan(days++, dayBegan, opening)) {
            courier.hand(sides.get(happening.room().platform()).write(happening), happening.at());
        }
    }

    private void tick() {
        try {
            if (!isHubThere) {
                look();
                return;
            }
            greet();
            streams.values().forEach(Streams::tick);
            tell();
            if (dayBegan == null) {
                open(clock.instant());
                courier.turn();
                return;
            }
            if (dayBegan.plus(day.length()).isBefore(clock.instant())) {
                begin(0);
            }
            for (Happening happening : burst.due(clock.instant())) {
                courier.hand(sides.get(happening.room().platform()).write(happening), happening.at());
            }
            courier.turn();
        } catch (RuntimeException e) {
            // One broken tick must not end the day: an executor drops a task that throws.
            LOG.error("The demo's day stumbled and goes on.", e);
        }
    }

    /**
     * Nobody speaks before the hub has started: at its very first start it knows of no stage that it could wait for, and
     * what came meanwhile would be judged by nobody.
     */
    private void look() {
        Instant now = clock.instant();
        if (!now.isBefore(lookNext)) {
            lookNext = now.plus(GREET_AGAIN);
            calls.carry(LOOK, GREET_AGAIN, reply -> {
                if (reply.status() == 200) {
                    isHubThere = true;
                }
            });
        }
    }

    /** As when somebody enters the address in the platform's console: until it answers rightly, nothing is pushed. */
    private void greet() {
        Instant now = clock.instant();
        for (PlatformSide side : sides.values()) {
            String platform = side.platform();
            if (!greeted.contains(platform) && !now.isBefore(greetNext.getOrDefault(platform, Instant.EPOCH))) {
                greetNext.put(platform, now.plus(GREET_AGAIN).plus(side.ladder().deadline()));
                carrier.carry(side.handshake(now), side.ladder().deadline(), reply -> {
                    if (side.isGreeting(reply.status(), reply.body())) {
                        greeted.add(platform);
                        LOG.info("The demo's platform shook hands with the hub. platform={}", platform);
                    } else {
                        greetNext.put(platform, clock.instant().plus(GREET_AGAIN));
                    }
                });
            }
        }
    }

    public static URI hub(BundleContext context) {
        String port = context.getProperty("huitong.http.port");
        return URI.create("http://127.0.0.1:" + (port == null || port.isBlank() ? "8080" : port));
    }

    private static Path archive(BundleContext context) {
        String data = context.getProperty("huitong.data");
        return data == null || data.isBlank()
                ? context.getDataFile("archive").toPath()
                : Path.of(data, "simulator", "archive").toAbsolutePath();
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
