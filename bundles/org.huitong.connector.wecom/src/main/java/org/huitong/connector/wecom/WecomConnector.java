// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.Directory;
import org.huitong.api.connector.Elaborator;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Line;
import org.huitong.api.connector.LineKeeper;
import org.huitong.api.connector.MediaFetcher;
import org.huitong.api.connector.MessageRecaller;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Platform;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.RoomHost;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Visitors;
import org.huitong.api.connector.Ways;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Secrets;
import org.huitong.kit.line.SocketLine;
import org.huitong.kit.parse.Utf8;
import org.huitong.kit.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * One WeCom application or intelligent robot, which the platform calls over HTTP; or a robot that holds a connection to it; or
 * a group's robot.
 */
@Component(
        configurationPid = "org.huitong.connector.wecom",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {
            Connector.class,
            CallbackReceiver.class,
            LineKeeper.class,
            MessageSender.class,
            MediaFetcher.class,
            Credentials.class,
            RoomHost.class,
            Directory.class,
            Elaborator.class,
            Visitors.class
        })
@Designate(ocd = WecomConfig.class, factory = true)
@Platform(platform = "wecom")
@Ways(
        ways = {
            "callback: corpId token encodingAesKey agentId? secret?",
            "stream: corpId botId secret",
            "webhook: webhook"
        })
public final class WecomConnector
        implements CallbackReceiver,
                LineKeeper,
                MessageRecaller,
                MediaFetcher,
                RoomHost,
                Directory,
                Elaborator,
                Credentials,
                Visitors {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** The platform tries three times within 15 seconds; the rest is for clocks that are not quite right. */
    private static final Duration LADDER = Duration.ofMinutes(10);

    private final boolean streams;
    private final Profile profile;
    private final WecomVoice voice;
    private final WecomApprovals approvals;
    private final WecomRobot robot;
    private final WecomDoor door;
    private final WecomStream stream;
    private final InstantSource clock;

    @Activate
    public WecomConnector(
            WecomConfig config, Map<String, Object> properties, @Reference Secrets secrets, @Reference Clock clock) {
        Settings settings = new Settings(properties, secrets, config.freshness(), LADDER);
        this.streams = "stream".equals(config.way());
        this.voice = new WecomVoice(config, settings);
        this.approvals = voice.approvals(settings.account());
        this.robot = new WecomRobot(settings.account(), config.corpId().strip());
        this.door = new WecomDoor(config, settings, robot);
        this.stream = new WecomStream(config, settings);
        this.clock = clock;
        this.profile = WecomSights.profile(config, DEADLINE);
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Optional<LocalText> problem() {
        if (streams) {
            return stream.problem();
        }
        return voice.isWebhook() ? voice.abilities().problem() : door.problem();
    }

    @Override
    public Optional<Line> line() {
        return streams && stream.problem().isEmpty() ? Optional.of(new SocketLine(stream, clock)) : Optional.empty();
    }

    @Override
    public Reading read(Evidence evidence) {
        return robot.read(Utf8.mended(evidence.raw()), evidence.at())
                .map(Reading::of)
                .orElseGet(() -> new Reading(List.of(), List.of()));
    }

    @Override
    public Reception receive(Callback callback) {
        return door.receive(callback);
    }

    @Override
    public Abilities abilities() {
        return voice.abilities();
    }

    @Override
    public Hosting hosting() {
        return voice.rooms().hosting();
    }

    @Override
    public Step<String> open(Wish wish, Trail trail) {
        return voice.rooms().open(wish, trail);
    }

    @Override
    public Step<String> change(String room, Change change, Trail trail) {
        return voice.rooms().change(room, change, trail);
    }

    @Override
    public Reach reach() {
        return voice.directory().reach();
    }

    @Override
    public Step<Slice<Department>> departments(Optional<String> cursor, Trail trail) {
        return voice.directory().departments(trail);
    }

    @Override
    public Step<Slice<Member>> people(String department, Optional<String> cursor, Trail trail) {
        return voice.directory().people(department, trail);
    }

    @Override
    public Step<Boolean> shutOut(String account, Trail trail) {
        return voice.directory().shutOut(account, trail);
    }

    @Override
    public Optional<String> matter(Message announcement) {
        return WecomApprovals.matter(announcement);
    }

    @Override
    public Step<Sighting.Said> elaborate(Matter matter, Trail trail) {
        return approvals.elaborate(matter, trail);
    }

    @Override
    public Sighting.Said lacking(Matter matter, LocalText why) {
        return approvals.lacking(matter, why);
    }

    @Override
    public boolean isOpen() {
        return voice.visitors().isOpen();
    }

    @Override
    public boolean isWindow(String userAgent) {
        return WecomVisitors.isWindow(userAgent);
    }

    @Override
    public URI door(Visit visit) {
        return voice.visitors().door(visit);
    }

    @Override
    public Step<Visitor> who(Visit visit, Map<String, String> told, Trail trail) {
        return voice.visitors().who(told, trail);
    }

    @Override
    public Step<Token> renew(Trail trail) {
        return voice.renew(trail);
    }

    @Override
    public Step<Download> fetch(Wanted what, Trail trail) {
        return voice.fetch(what, trail);
    }

    @Override
    public Step<Download> refused(Reply reply) {
        return WecomRefusals.read(reply);
    }

    @Override
    public Duration recallable() {
        return voice.recallable();
    }

    @Override
    public Step<Boolean> recall(String nativeId, Outgoing.Target where, Trail trail) {
        return voice.recall(nativeId, trail);
    }

    @Override
    public Step<Sent> send(Outgoing what, Trail trail) {
        return voice.send(what, trail);
    }

    @Override
    public String toString() {
        return "WecomConnector[" + profile.tenant() + "]";
    }
}
