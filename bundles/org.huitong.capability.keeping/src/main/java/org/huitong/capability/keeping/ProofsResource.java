// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.capability.keeping.CertificateShelf.Certificate;
import org.huitong.capability.keeping.ContainerShelf.Container;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/keeping/containers} and {@code /certificates}: containers and certificates of destruction; names and hashes, and nobody's words. */
@Component
@Permitted(KeepingPage.READ)
@Subject(subject = "keeping")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class ProofsResource implements RestResource {
    private static final int MOST = 50;
    private static final int MOST_LINES = 500;
    /** What a certificate does not reach. */
    private static final LocalText RESERVATION = LocalText.of(
            "销毁的是汇通数据库中的内容及其密钥，发件箱里写出这些消息的信件、引用这些消息的通知和摘要随后"
                    + "也清除内容，尚未发出的不再发送。已经发到平台上的通知，以及平台自己保存的消息，不在汇通手中，这里无法清除；"
                    + "人写的任务标题仍然保留。"
                    + "数据库文件的旧页、日志和系统备份在被覆盖或删除之前可能仍含密文；"
                    + "一个月的消息全部销毁后，该月的密钥随即销毁，这些密文从此打不开（另外保存的密钥副本不在汇通手中，请一并清除）。"
                    + "其中有消息曾加密备份给收件人的，备份文件列在 copies 中，由收件人销毁。"
                    + "两人决定销毁整月的，places 列出密钥、归档容器等位置：reached 为 true 的已销毁；为 false 的汇通无法触及："
                    + "此前的系统备份（backups，密钥销毁后打不开）、密钥库的副本（key-copies）、归档的副本（archive-copies，凭归档密钥仍能打开）"
                    + "和损坏的容器，请自行清除。这些消息在后来月份的编辑，在此前的系统备份中要到那个月的密钥销毁才打不开。",
            "What was destroyed is the content in the hub's database with its keys, and thereupon, in the"
                    + " outbox, the words of letters that became these messages and of notices and digests that quote them; what of those"
                    + " was not sent yet is not sent. What notices left on the platforms, and the platforms' own copies of the messages,"
                    + " are not in the hub's hands and are not reached; titles of tasks that people wrote stay. Old pages of the database's files, its log"
                    + " and backups of the system may hold it, encrypted, until they are overwritten or removed; once all messages of a month were"
                    + " destroyed its key is, and what is left of them opens no more (copies of the keys that somebody put away are not in"
                    + " the hub's hands: remove the old ones there, too). Files into which some of them were copied for a"
                    + " recipient are named under copies, and are the recipient's to destroy. Where two persons destroyed a month, places"
                    + " names its key, containers and the rest: reached is what was destroyed there; what is not is beyond the hub:"
                    + " backups from before (which open no more without the key), copies of the key store, copies of the archive"
                    + " (which the archive's key opens still) and damaged containers, for you to remove. Edits of these messages in"
                    + " later months open in backups from before until the key of that month is destroyed.");

    private final Archivist archivist;

    @Activate
    public ProofsResource(@Reference Archivist archivist) {
        this.archivist = archivist;
    }

    @GET
    @Path("containers")
    public ContainerList containers(@QueryParam("before") Integer before) {
        List<Container> found = archivist.desk().transactions().read(connection -> archivist
                .desk()
                .shelf()
                .newest(connection, before == null ? Integer.MAX_VALUE : before, MOST));
        return new ContainerList(
                found.stream().map(ContainerJson::of).toList(),
                found.size() < MOST
                        ? Optional.empty()
                        : Optional.of(Integer.toString(found.get(MOST - 1).id())));
    }

    /** Certificates, newest first, from behind the one that is named; an unknown one has none behind it. */
    @GET
    @Path("certificates")
    public CertificateList certificates(@QueryParam("before") String before) {
        List<Certificate> found = archivist.desk().transactions().read(connection -> archivist
                .certificates()
                .newest(connection, Optional.ofNullable(before), MOST));
        return new CertificateList(
                found.stream().map(CertificateJson::of).toList(),
                found.size() < MOST
                        ? Optional.empty()
                        : Optional.of(found.get(MOST - 1).number()));
    }

    /** One certificate with the next of its lines. */
    @GET
    @Path("certificates/{number: [A-Za-z0-9-]{1,64}}")
    public WholeJson certificate(@PathParam("number") String number, @QueryParam("after") Long after) {
        long from = after == null ? 0 : after;
        return archivist.desk().transactions().read(connection -> {
            Certificate certificate = archivist
                    .certificates()
                    .find(connection, number)
                    .orElseThrow(() -> Problem.notFound(LocalText.of("这份销毁证明", "certificate of destruction")));
            List<LineJson> lines = CertificateShelf.lines(connection, number, from, MOST_LINES).stream()
                    .map(LineJson::of)
                    .toList();
            return new WholeJson(
                    CertificateJson.of(certificate),
                    RESERVATION,
                    CertificateShelf.elsewhere(connection, number).stream()
                            .map(ElsewhereJson::of)
                            .toList(),
                    CertificateShelf.places(connection, number).stream()
                            .map(PlaceJson::of)
                            .toList(),
                    lines,
                    lines.size() < MOST_LINES
                            ? Optional.empty()
                            : Optional.of(
                                    Long.toString(lines.get(MOST_LINES - 1).seq())));
        });
    }

    public record ContainerList(List<ContainerJson> items, Optional<String> next) {}

    /** @param sha256 of its manifest */
    public record ContainerJson(
            int id,
            String place,
            String state,
            long rule,
            int messages,
            long bytes,
            Instant madeAt,
            Instant checkedAt,
            String sha256) {
        static ContainerJson of(Container container) {
            return new ContainerJson(
                    container.id(),
                    container.place(),
                    container.state().name().toLowerCase(Locale.ROOT),
                    container.rule(),
                    container.messages(),
                    container.bytes(),
                    container.madeAt(),
                    container.checkedAt(),
                    container.hash());
        }
    }

    /** @param next goes on from there, as {@code before} */
    public record CertificateList(List<CertificateJson> items, Optional<String> next) {}

    /** @param sha256 over its lines, each written {@code seq id sentAt container hash} with an end, behind them its copies, each {@code copy file recipient sha256 messages}, and its places, each {@code place kind place reached|beyond sha256 messages}; empty while it is open */
    public record CertificateJson(
            String number,
            String run,
            long rule,
            String ruleName,
            String keep,
            String basis,
            Instant madeAt,
            Optional<Instant> closedAt,
            long messages,
            String sha256) {
        static CertificateJson of(Certificate certificate) {
            return new CertificateJson(
                    certificate.number(),
                    certificate.run(),
                    certificate.rule(),
                    certificate.ruleName(),
                    certificate.keep(),
                    certificate.basis(),
                    certificate.madeAt(),
                    certificate.closedAt(),
                    certificate.messages(),
                    certificate.hash());
        }
    }

    /** @param next the lines go on from there, as {@code after} */
    public record WholeJson(
            CertificateJson certificate,
            LocalText reservation,
            List<ElsewhereJson> copies,
            List<PlaceJson> places,
            List<LineJson> lines,
            Optional<String> next) {}

    /**
     * A copy outside of the hub, which whoever has the recipient's private key opens.
     *
     * @param sha256 absent where it was not finished
     */
    public record ElsewhereJson(String file, String recipient, Optional<String> sha256, int messages) {
        static ElsewhereJson of(CertificateShelf.Elsewhere copy) {
            return new ElsewhereJson(
                    copy.file(),
                    copy.recipient(),
                    Optional.of(copy.hash()).filter(hash -> !hash.isEmpty()),
                    copy.messages());
        }
    }

    /**
     * Where copies of a destroyed month were.
     *
     * @param kind {@code key container lost-container archive-copies backups key-copies}
     * @param reached false: what lies there is not in the hub's hands
     */
    public record PlaceJson(String kind, String place, boolean reached, Optional<String> sha256, int messages) {
        static PlaceJson of(CertificateShelf.Place place) {
            return new PlaceJson(
                    place.kind(),
                    place.place(),
                    place.reached(),
                    Optional.of(place.hash()).filter(hash -> !hash.isEmpty()),
                    place.messages());
        }
    }

    public record LineJson(long seq, String id, Instant sentAt, int container, String hash) {
        static LineJson of(CertificateShelf.Line line) {
            return new LineJson(line.seq(), line.id().value(), line.sentAt(), line.container(), line.hash());
        }
    }
}
