// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.clock.Clock;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.people.People;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/transfers}: files that are handed on. */
@Component
@Subject(subject = "transfers")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TransfersResource implements RestResource {
    static final String TRANSFER = "files.transfer";
    static final String MANAGE = "files.manage";
    private static final int PAGE = 50;
    private static final int MOST_RECIPIENTS = 50;
    private static final int LONGEST_NOTE = 2_000;
    private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private final TransferDesk desk;
    private final TransferShelf shelf;
    private final People people;
    private final DecisionPoint decisions;
    private final Clock clock;

    @Activate
    public TransfersResource(
            @Reference TransferDesk desk,
            @Reference TransferShelf shelf,
            @Reference People people,
            @Reference DecisionPoint decisions,
            @Reference Clock clock) {
        this.desk = desk;
        this.shelf = shelf;
        this.people = people;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * What is to be handed on.
     *
     * @param file the id of an upload of one's own, or {@code <message>/<n>}
     * @param tier a word of secrecy; never below that of the message
     */
    public record WishJson(String file, List<RecipientJson> to, String tier, String note) {}

    /** A person, or a room of a platform. */
    public record RecipientJson(String person, String platform, String account, String conversation) {}

    @POST
    @Permitted(TRANSFER)
    public Response hand(
            WishJson body,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        TransferDesk.Wish wish = wish(body);
        if (dryRun) {
            return Response.ok(judged(desk.judge(asker, wish))).build();
        }
        Transfer transfer = desk.hand(asker, wish);
        return Response.status(
                        transfer.state() == Transfer.State.SENT ? Response.Status.CREATED : Response.Status.ACCEPTED)
                .entity(json(transfer, asker, true))
                .build();
    }

    private static TransferJson.Judged judged(TransferRule.Verdict verdict) {
        if (verdict instanceof TransferRule.Verdict.Refused refused) {
            return new TransferJson.Judged("refused", Optional.of(refused.word()), Optional.of(refused.why()));
        }
        return new TransferJson.Judged(
                verdict instanceof TransferRule.Verdict.Asks ? "asks" : "goes", Optional.empty(), Optional.empty());
    }

    private static TransferDesk.Wish wish(WishJson body) {
        if (body == null || body.file() == null || body.file().isBlank()) {
            throw Problem.badRequest(
                    "请给出 file：上传得到的编号，或 消息编号/序号。", "Give file: the id of an upload, or <message>/<n>.");
        }
        List<RecipientJson> to = body.to() == null ? List.of() : body.to();
        if (to.isEmpty() || to.size() > MOST_RECIPIENTS || to.stream().anyMatch(Objects::isNull)) {
            throw Problem.badRequest(
                    "to 是 1 到 " + MOST_RECIPIENTS + " 个收件人。", "to has 1 to " + MOST_RECIPIENTS + " recipients.");
        }
        String note = Optional.ofNullable(body.note()).orElse("").strip();
        if (note.length() > LONGEST_NOTE) {
            throw Problem.badRequest(
                    "note 最多 " + LONGEST_NOTE + " 个字符。", "note has at most " + LONGEST_NOTE + " characters.");
        }
        Optional<Secrecy> tier = Optional.ofNullable(body.tier())
                .filter(word -> !word.isBlank())
                .map(word -> Secrecy.ofWord(word)
                        .orElseThrow(() -> Problem.badRequest(
                                "tier 是 public、internal、secret 或 confidential。",
                                "tier is public, internal, secret or confidential.")));
        return new TransferDesk.Wish(
                body.file(),
                tier,
                to.stream().map(TransfersResource::recipient).distinct().toList(),
                note);
    }

    private static Recipient recipient(RecipientJson to) {
        if (given(to.person(), 24)) {
            return new Recipient.Somebody(to.person());
        }
        if (given(to.platform(), 32) && given(to.account(), 64) && given(to.conversation(), 255)) {
            return new Recipient.Room(to.platform(), to.account(), to.conversation());
        }
        throw Problem.badRequest(
                "收件人是 {person} 或 {platform, account, conversation}。",
                "A recipient is {person} or {platform, account, conversation}.");
    }

    private static boolean given(String text, int longest) {
        return text != null && !text.isBlank() && text.length() <= longest && text.indexOf(0) < 0;
    }

    @GET
    @Permitted(Permitted.EVERYBODY)
    public TransferJson.Page list(
            @QueryParam("box") @DefaultValue("in") String box,
            @QueryParam("after") String after,
            @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        if (after != null && !after.matches("[0-9]{1,18}")) {
            throw Problem.badRequest("after 是上一页的 next。", "after is the next of the page before.");
        }
        long before = after == null ? Long.MAX_VALUE : Long.parseLong(after);
        List<Transfer> some = shelf.transactions().read(connection -> switch (box) {
            case "in" -> asker.person().isPresent()
                    ? shelf.to(connection, asker.person().get(), before, PAGE)
                    : List.<Transfer>of();
            case "out" -> shelf.by(connection, asker.account(), before, PAGE);
            case "all" -> {
                demandManage(asker);
                yield shelf.all(connection, before, PAGE);
            }
            default -> throw Problem.badRequest("box 是 in、out 或 all。", "box is in, out or all.");
        });
        return new TransferJson.Page(
                some.stream().map(transfer -> json(transfer, asker, false)).toList(),
                some.size() < PAGE
                        ? Optional.empty()
                        : Optional.of(Long.toString(some.get(PAGE - 1).seq())));
    }

    @GET
    @Path("{id: [0-9a-f]{32}}")
    @Permitted(Permitted.EVERYBODY)
    public TransferJson one(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        return json(seen(id, asker), asker, true);
    }

    @GET
    @Path("{id: [0-9a-f]{32}}/content")
    @Produces(MediaType.WILDCARD)
    @Permitted(Permitted.EVERYBODY)
    public Response content(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Transfer transfer = seen(id, asker);
        if (!isTheirs(transfer, asker)) {
            throw Problem.forbidden(
                    LocalText.of("只有发送人和收件人可以下载。", "Only who handed it on and who gets it may take it."));
        }
        if (!transfer.isOpen(clock.instant())) {
            throw new Problem(
                    410,
                    "not-open",
                    LocalText.of(
                            "文件已到期、已撤回、已销毁，密级已提高，或还在等待审批。",
                            "It has expired, was withdrawn or destroyed, its message is more secret by now, or it waits"
                                    + " to be approved."));
        }
        try {
            return Response.ok(desk.take(asker, transfer))
                    .type(transfer.file().type())
                    .header(HttpHeaders.CONTENT_LENGTH, transfer.file().bytes())
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            "attachment; filename*=UTF-8''"
                                    + URLEncoder.encode(transfer.file().name(), StandardCharsets.UTF_8)
                                            .replace("+", "%20"))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", POLICY)
                    .build();
        } catch (IOException e) {
            throw new Problem(
                    410,
                    "not-to-be-had",
                    LocalText.of("文件已不在存储中，或已损坏。", "The file is not in its folder any more, or damaged."));
        }
    }

    @POST
    @Path("{id: [0-9a-f]{32}}/withdraw")
    @Permitted(Permitted.EVERYBODY)
    public TransferJson withdraw(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Transfer transfer = seen(id, asker);
        if (!transfer.account().equals(asker.account())) {
            throw Problem.forbidden(LocalText.of("只有发送人可以撤回。", "Only who handed it on may withdraw it."));
        }
        boolean goesOn = transfer.state() == Transfer.State.SENT
                || transfer.state() == Transfer.State.WAITING
                        && desk.state(transfer).equals(Transfer.State.WAITING.word());
        if (!goesOn) {
            throw new Problem(
                    409, "changed-meanwhile", LocalText.of("状态已变化，请刷新。", "It has changed meanwhile. Look again."));
        }
        desk.withdraw(asker, transfer);
        return json(seen(id, asker), asker, true);
    }

    /** Of others it is not there; nor, until it is sent, for who is to get it. */
    private Transfer seen(String id, Asker asker) {
        return shelf.transactions()
                .read(connection -> shelf.find(connection, id))
                .filter(transfer -> isTheirs(transfer, asker) || mayManage(asker))
                .orElseThrow(() -> Problem.notFound(LocalText.of("这次传送", "transfer")));
    }

    private static boolean isTheirs(Transfer transfer, Asker asker) {
        return transfer.account().equals(asker.account())
                || transfer.isTold() && asker.person().filter(transfer::isTo).isPresent();
    }

    private boolean mayManage(Asker asker) {
        return decisions.decide(asker, Act.of(MANAGE)).allows();
    }

    private void demandManage(Asker asker) {
        if (decisions.decide(asker, Act.of(MANAGE)) instanceof DecisionPoint.Decision.Denied denied) {
            throw Problem.forbidden(denied.reason());
        }
    }

    private TransferJson json(Transfer transfer, Asker asker, boolean whole) {
        boolean tells = whole && (transfer.account().equals(asker.account()) || mayManage(asker));
        Optional<List<Transfer.Download>> downloads = tells
                ? Optional.of(shelf.transactions().read(connection -> shelf.downloads(connection, transfer.id())))
                : Optional.empty();
        return TransferJson.of(
                transfer,
                new TransferJson.Sight(
                        people.roster(),
                        asker.account(),
                        desk.state(transfer),
                        transfer.isOpen(clock.instant()) && isTheirs(transfer, asker),
                        downloads));
    }
}
