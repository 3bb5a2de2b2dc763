// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.query.MessageCounter;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.huitong.kit.edition.Outcome;
import org.huitong.kit.edition.Seen;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /api/v1/views}: filters with names, one's own and those that are shared. A view opens nothing: what it holds for
 * somebody, and how much that is, is what they may see.
 */
@Component
@Permitted(Permissions.READ)
@Subject(subject = "views")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ViewsResource implements RestResource {
    static final String SHARE = "views.share";
    /** So many a person keeps: more is no view but a list. */
    private static final int MOST_OWN = 40;

    private static final String NUMBER = "{id: [0-9]{1,18}}";
    private static final LocalText VIEW = LocalText.of("这个视图", "view");

    private static final LocalText ITS_OWNERS = LocalText.of(
            "这个视图只有创建者可以修改；您可以把它另存为自己的视图。", "Only its owner changes this view; you can save it as one of your own.");

    private final ViewKeeper keeper;
    private final MessageCounter counter;
    private final DecisionPoint decisions;
    private final InstantSource clock;

    @Activate
    public ViewsResource(
            @Reference ViewKeeper keeper,
            @Reference MessageCounter counter,
            @Reference DecisionPoint decisions,
            @Reference Clock clock) {
        this.keeper = keeper;
        this.counter = counter;
        this.decisions = decisions;
        this.clock = clock;
    }

    @GET
    public ViewList list(@Context SecurityContext caller) {
        Asker asker = asker(caller);
        List<ViewJson> items = Stream.concat(
                        DeliveredView.of(asker, decisions).stream().map(ViewJson::of),
                        keeper.views().stream()
                                .filter(view -> view.shared() || view.isOf(asker.account()))
                                .sorted(Comparator.comparing(View::name))
                                .map(view -> ViewJson.of(view, asker.account())))
                .toList();
        return new ViewList(
                items,
                DeliveredView.beginsWithUnsorted(asker, decisions) ? Optional.of("unsorted") : Optional.empty(),
                mayShare(asker));
    }

    /** How much is in it for the caller; no number where it asks for words. */
    @GET
    @Path("{id}/count")
    public CountJson count(@PathParam("id") String id, @Context SecurityContext caller) {
        Asker asker = asker(caller);
        ViewQuery query = DeliveredView.of(asker, decisions).stream()
                .filter(view -> view.id().equals(id))
                .map(DeliveredView::query)
                .findFirst()
                .or(() -> keeper.views().stream()
                        .filter(view -> Long.toString(view.id()).equals(id))
                        .filter(view -> view.shared() || view.isOf(asker.account()))
                        .map(View::query)
                        .findFirst())
                .orElseThrow(() -> Problem.notFound(VIEW));
        Optional<MessageCounter.Count> count = counter.count(asker, query.filter(clock.instant()));
        return new CountJson(
                count.map(MessageCounter.Count::messages),
                count.map(MessageCounter.Count::more).orElse(false));
    }

    @POST
    public Response add(ViewJson wish, @Context SecurityContext caller) {
        return Response.status(Response.Status.CREATED)
                .entity(saved(wish, asker(caller)))
                .build();
    }

    ViewJson saved(ViewJson wish, Asker by) {
        View view = body(wish).view(0, by.account(), clock.instant());
        demandSharing(by, view.shared());
        if (keeper.views().stream().filter(one -> one.isOf(by.account())).count() >= MOST_OWN) {
            throw new Problem(
                    409,
                    "too-many-views",
                    LocalText.of(
                            "每人最多保存 " + MOST_OWN + " 个视图，请先删除不用的。",
                            "Nobody keeps more than " + MOST_OWN + " views; remove one first."));
        }
        return done(keeper.shelf().add(view, Doer.of(by)), by);
    }

    /** Its owner's alone. */
    @PUT
    @Path(NUMBER)
    public ViewJson replace(@PathParam("id") long id, ViewJson wish, @Context SecurityContext caller) {
        Asker by = asker(caller);
        View known = seen(id, by);
        if (!known.isOf(by.account())) {
            throw Problem.forbidden(ITS_OWNERS);
        }
        Seen.version(body(wish).version());
        View view = wish.view(id, known.owner(), clock.instant());
        demandSharing(by, view.shared() || known.shared());
        return done(keeper.shelf().replace(view, Doer.of(by)), by);
    }

    /** By whoever else may share it is taken back from everybody, and its owner keeps it. */
    @DELETE
    @Path(NUMBER)
    public void remove(@PathParam("id") long id, @Context SecurityContext caller) {
        Asker by = asker(caller);
        View known = seen(id, by);
        if (known.isOf(by.account())) {
            done(keeper.shelf().remove(id, Doer.of(by)), by);
        } else {
            demandSharing(by, true);
            done(keeper.shelf().replace(known.unshared(), Doer.of(by)), by);
        }
    }

    private static ViewJson body(ViewJson wish) {
        return Optional.ofNullable(wish)
                .orElseThrow(() -> Problem.badRequest("需要 name 和 query。", "name and query are needed."));
    }

    private View seen(long id, Asker by) {
        return keeper.shelf()
                .item(id)
                .filter(one -> one.isOf(by.account()) || one.shared())
                .orElseThrow(() -> Problem.notFound(VIEW));
    }

    private void demandSharing(Asker by, boolean shared) {
        if (shared && decisions.decide(by, Act.of(SHARE)) instanceof Decision.Denied denied) {
            throw Problem.forbidden(denied.reason());
        }
    }

    private boolean mayShare(Asker asker) {
        return decisions.decide(asker, Act.of(SHARE)).allows();
    }

    private ViewJson done(Outcome<View> outcome, Asker by) {
        View view = outcome.orProblem(VIEW, () -> new Problem(409, "view-taken", VIEW))
                .item();
        keeper.renew();
        return ViewJson.of(view, by.account());
    }

    private static Asker asker(SecurityContext caller) {
        return (Asker) caller.getUserPrincipal();
    }

    /**
     * The delivered ones first, then by name.
     *
     * @param begin the view with which the caller's inbox begins; empty: with everything
     * @param mayShare whether the caller may give views to everybody
     */
    public record ViewList(List<ViewJson> items, Optional<String> begin, boolean mayShare) {}

    /** @param count up to 99; with {@code more} it means "or more" */
    public record CountJson(Optional<Integer> count, boolean more) {}
}
