// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Consents;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.MediaFetcher;
import org.huitong.api.connector.Platform;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Message;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Secrets;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.Address;
import org.huitong.kit.settings.Settings;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * WeCom's chat archive (会话内容存档): everything that people in its scope say to each other and to customers, read by the
 * vendor's library in a process of its own.
 */
@Component(
        configurationPid = "org.huitong.connector.wecom.archive",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Connector.class, Poller.class, MediaFetcher.class, Credentials.class, Consents.class})
@Designate(ocd = ArchiveConfig.class, factory = true)
@Platform(platform = ArchiveWire.PLATFORM)
public final class ArchiveConnector implements Poller, MediaFetcher, Credentials, Consents {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Profile profile;
    private final Parsed<Ready> ready;
    private final ArchiveWire wire;
    private final Policy policy;

    /** What an account that is configured works with. */
    private record Ready(LibraryCommand command, ArchiveRounds rounds, ArchiveMedia media, ArchiveConsents consents) {}

    /** One call per configuration: the life of this account begins here and ends with the object. */
    @Activate
    public ArchiveConnector(
            ArchiveConfig config,
            Map<String, Object> properties,
            BundleContext context,
            @Reference Secrets secrets,
            @Reference Clock clock) {
        this(
                config,
                properties,
                new LibraryCommand.Ground(
                        context.getDataFile("host").toPath(),
                        Optional.ofNullable(System.getenv("HUITONG_LIBRARIES"))
                                .filter(folder -> !folder.isBlank())
                                .map(Path::of)),
                secrets,
                clock,
                PATIENCE);
    }

    ArchiveConnector(
            ArchiveConfig config,
            Map<String, Object> properties,
            LibraryCommand.Ground ground,
            Secrets secrets,
            Clock clock,
            Duration patience) {
        Settings settings = new Settings(properties, secrets, "", Duration.ofMinutes(5));
        this.ready = settings.read(
                () -> ready(config, settings, ground, clock, patience),
                LocalText.of(
                        "请填写企业 ID、会话内容存档的 Secret、库的路径和各版本的私钥",
                        "set Corp ID, the archive's secret, the library's path and the private keys"));
        this.wire = new ArchiveWire(settings.account(), config.corpId().strip(), clock.zone());
        this.profile = ArchiveSights.profile(config);
        this.policy = policy(config.consent());
    }

    private static Optional<Parsed<Ready>> ready(
            ArchiveConfig config, Settings settings, LibraryCommand.Ground ground, Clock clock, Duration patience) {
        LibraryProcess.Login login = new LibraryProcess.Login(
                config.corpId().strip(),
                settings.secret(config.secret()),
                config.proxy().strip(),
                settings.secret(config.proxyPassword()));
        String keys =
                (settings.secret(config.privateKeys()) + "\n" + settings.secret(config.nextPrivateKeys())).strip();
        if (login.corpId().isEmpty() || login.secret().isEmpty() || keys.isEmpty()) {
            return Optional.empty();
        }
        return LibraryCommand.of(config.library(), ground).map(command -> {
            if (!(command instanceof Parsed.Good<LibraryCommand> start)) {
                return new Parsed.Bad<>(command.bad().orElseThrow());
            }
            if (!(PrivateKeys.of(keys) instanceof Parsed.Good<PrivateKeys> own)) {
                return new Parsed.Bad<>(PrivateKeys.of(keys).bad().orElseThrow());
            }
            if (!(Address.of(config.baseUrl()) instanceof Parsed.Good<Address> base)) {
                return new Parsed.Bad<>(Address.of(config.baseUrl()).bad().orElseThrow());
            }
            ArchiveRounds.Opening opening =
                    () -> LibraryProcess.start(start.value().words(), login, patience);
            return new Parsed.Good<>(new Ready(
                    start.value(),
                    new ArchiveRounds(login.corpId(), opening, own.value(), clock),
                    new ArchiveMedia(opening),
                    new ArchiveConsents(base.value(), login.corpId(), login.secret())));
        });
    }

    /** A word that is not known keeps as little as any. */
    private static Policy policy(String word) {
        return switch (word.strip()) {
            case "everything", "" -> Policy.EVERYTHING;
            case "unlessRefused" -> Policy.UNLESS_REFUSED;
            default -> Policy.ONLY_AGREED;
        };
    }

    @Deactivate
    void close() {
        ready.good().ifPresent(own -> {
            own.rounds().close();
            own.media().close();
        });
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Optional<LocalText> problem() {
        return ready.bad().or(() -> ready.good().flatMap(own -> own.command().problem()));
    }

    @Override
    public Step<Batch> poll(Optional<String> cursor, Trail trail) {
        Optional<LocalText> problem = problem();
        if (problem.isPresent()) {
            return Step.failed(Step.Failure.ACCOUNT, problem.get());
        }
        ArchiveRounds rounds = ready.good().orElseThrow().rounds();
        return Step.byHand(() -> rounds.next(cursor));
    }

    @Override
    public Step<Download> fetch(Wanted what, Trail trail) {
        Optional<LocalText> problem = problem();
        return problem.isPresent()
                ? Step.failed(Step.Failure.ACCOUNT, problem.get())
                : Step.done(new ByHand(ready.good()
                        .orElseThrow()
                        .media()
                        .pouring(ArchiveFile.of(what.attachment().reference()))));
    }

    @Override
    public Step<Download> refused(Reply reply) {
        throw new IllegalStateException("nothing of the archive is had by a call");
    }

    @Override
    public Step<Token> renew(Trail trail) {
        return ready.good().map(own -> own.consents().renew(trail)).orElseGet(this::notReady);
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public Optional<Need> need(Message message) {
        return ArchiveConsents.need(message);
    }

    @Override
    public Step<List<Consent>> ask(List<Between> whom, Trail trail) {
        return ready.good().map(own -> own.consents().ask(whom, trail)).orElseGet(this::notReady);
    }

    @Override
    public Step<List<String>> covered(Trail trail) {
        return ready.good().map(own -> own.consents().covered(trail)).orElseGet(this::notReady);
    }

    private <T> Step<T> notReady() {
        return Step.failed(Step.Failure.ACCOUNT, problem().orElseThrow());
    }

    @Override
    public Reading read(Evidence evidence) {
        return wire.read(evidence);
    }

    @Override
    public String toString() {
        return "ArchiveConnector[" + profile.tenant() + "]";
    }
}
