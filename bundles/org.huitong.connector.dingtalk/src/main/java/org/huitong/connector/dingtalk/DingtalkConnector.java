// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.ApprovalCentre;
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
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.RoomHost;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.TodoList;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Visitors;
import org.huitong.api.connector.Ways;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Secrets;
import org.huitong.kit.line.SocketLine;
import org.huitong.kit.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One DingTalk application with its robot, which the platform calls over HTTP or which holds a stream to it; or a custom robot. */
@Component(
        configurationPid = "org.huitong.connector.dingtalk",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {
            Connector.class,
            CallbackReceiver.class,
            LineKeeper.class,
            Poller.class,
            MessageSender.class,
            MediaFetcher.class,
            Credentials.class,
            RoomHost.class,
            Directory.class,
            Elaborator.class,
            Visitors.class,
            TodoList.class,
            ApprovalCentre.class
        })
@Designate(ocd = DingtalkConfig.class, factory = true)
@Platform(platform = "dingtalk")
@Ways(
        ways = {
            "stream: corpId clientId clientSecret robotCode?",
            "callback: corpId clientId clientSecret token? aesKey? robotCode?",
            "webhook: webhook webhookSecret?"
        })
public final class DingtalkConnector
        implements CallbackReceiver,
                LineKeeper,
                Poller,
                MessageRecaller,
                MediaFetcher,
                RoomHost,
                Directory,
                Elaborator,
                Credentials,
                Visitors,
                TodoList,
                ApprovalCentre {
    /** What the vendor demands of robots; the repeats of an event end after 40 seconds. */
    private static final Duration LADDER = Duration.ofHours(1);

    private final boolean streams;
    private final Profile profile;
    private final DingtalkVoice voice;
    private final DingtalkReader reader;
    private final DingtalkApprovals approvals;
    private final DingtalkMissed missed;
    private final DingtalkDoor door;
    private final DingtalkStream stream;
    private final InstantSource clock;

    @Activate
    public DingtalkConnector(
            DingtalkConfig config, Map<String, Object> properties, @Reference Secrets secrets, @Reference Clock clock) {
        Settings settings = new Settings(properties, secrets, config.freshness(), LADDER);
        this.streams = "stream".equals(config.way());
        this.voice = new DingtalkVoice(config, settings);
        this.approvals = voice.approvals(settings.account());
        String tenant = (config.corpId().isBlank() ? config.clientId() : config.corpId()).strip();
        this.reader = new DingtalkReader(settings.account(), config.corpId().strip(), tenant);
        this.missed = voice.missed();
        this.door = new DingtalkDoor(config, settings, reader);
        this.stream = voice.stream();
        this.clock = clock;
        this.profile = DingtalkSights.profile(config);
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

    /** Calls are taken beside it all the same: who changes from one way to the other loses nothing on the way. */
    @Override
    public Optional<Line> line() {
        return streams && stream.problem().isEmpty() ? Optional.of(new SocketLine(stream, clock)) : Optional.empty();
    }

    /** Of a stream the platform itself pushes again what nobody acknowledged. */
    @Override
    public boolean polls() {
        return !streams && !voice.isWebhook() && missed.canAsk();
    }

    @Override
    public Step<Batch> poll(Optional<String> cursor, Trail trail) {
        return missed.poll(trail, clock.instant());
    }

    @Override
    public Reading read(Evidence evidence) {
        return DingtalkTalk.read(reader, evidence);
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
        return voice.directory().departments(cursor, trail);
    }

    @Override
    public Step<Slice<Member>> people(String department, Optional<String> cursor, Trail trail) {
        return voice.directory().people(department, cursor, trail);
    }

    @Override
    public Step<Boolean> shutOut(String account, Trail trail) {
        return voice.directory().shutOut(account, trail);
    }

    @Override
    public Optional<String> matter(Message announcement) {
        return DingtalkApprovals.matter(announcement);
    }

    @Override
    public Step<Sighting.Said> elaborate(Elaborator.Matter matter, Trail trail) {
        return approvals.elaborate(matter, trail);
    }

    @Override
    public Sighting.Said lacking(Elaborator.Matter matter, LocalText why) {
        return approvals.lacking(matter, why);
    }

    @Override
    public boolean isOpen() {
        return voice.visitors().isOpen();
    }

    @Override
    public boolean isWindow(String userAgent) {
        return DingtalkVisitors.isWindow(userAgent);
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
    public boolean isTodoList() {
        return voice.todos().isOpen();
    }

    @Override
    public Optional<String> touched(Message told) {
        return DingtalkTodos.touched(told);
    }

    @Override
    public Step<TodoList.Shown> show(Todo todo, Optional<String> note, Trail trail) {
        return voice.todos().show(todo, note, trail);
    }

    @Override
    public boolean isCentre() {
        return voice.centre().isOpen();
    }

    @Override
    public Step<ApprovalCentre.Shown> show(
            ApprovalCentre.Matter matter, ApprovalCentre.Standing standing, Trail trail) {
        return voice.centre().show(matter, standing, trail);
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
        return DingtalkMedia.refused(reply);
    }

    @Override
    public Step<Sent> send(Outgoing what, Trail trail) {
        return voice.send(what, trail);
    }

    @Override
    public Duration recallable() {
        return voice.recallable();
    }

    @Override
    public Step<Boolean> recall(String nativeId, Outgoing.Target where, Trail trail) {
        return voice.recall(nativeId, where, trail);
    }

    @Override
    public Step<Receipt> receipt(String nativeId, Trail trail) {
        return voice.receipt(nativeId, trail);
    }

    @Override
    public String toString() {
        return "DingtalkConnector[" + profile.tenant() + "]";
    }
}
