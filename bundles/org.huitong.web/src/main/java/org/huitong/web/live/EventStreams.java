// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.message.MessageId;
import org.huitong.api.operation.LiveLog;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.api.web.Permitted;
import org.huitong.web.Doorkeeper;
import org.huitong.web.Doorkeeper.Admission;
import org.huitong.web.Doorkeeper.Credential;
import org.huitong.web.ProblemDetails;
import org.huitong.web.SafeHeaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/events}: what happens in the log, told to whoever may see it.
 *
 * <p>A servlet and no REST resource, because a Jersey application that is rebuilt cuts its streams. A stream holds no
 * thread: the log's thread leaves an event in the stream's small queue, two workers write what the connection takes. One
 * clock, which waits for neither, asks every credential again, {@link #RECHECK_MILLIS} apart, so that a right that was withdrawn closes its
 * streams within a second.
 */
@Permitted(Permitted.EVERYBODY)
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/v1/events")
@HttpWhiteboardServletName("huitong-events")
@HttpWhiteboardServletAsyncSupported
public final class EventStreams extends HttpServlet {
    static final int MOST_STREAMS = 20_000;
    static final long RECHECK_MILLIS = 400;
    static final long HEARTBEAT_MILLIS = 15_000;

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int WORKERS = 2;

    private final transient Doorkeeper doorkeeper;
    private final transient Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final transient ExecutorService workers;
    private final transient ScheduledExecutorService clock;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private transient volatile MessageDoor door;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private transient volatile DecisionPoint decisions;

    private final transient Seen seen = new Seen();

    private transient volatile LiveLog log;

    @Activate
    public EventStreams(@Reference Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
        this.workers = Executors.newFixedThreadPool(WORKERS, named("huitong-events"));
        this.clock = Executors.newSingleThreadScheduledExecutor(named("huitong-events-clock"));
        clock.scheduleWithFixedDelay(this::recheck, RECHECK_MILLIS, RECHECK_MILLIS, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(this::beat, 1_000, 1_000, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory named(String name) {
        return run -> {
            Thread thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    EventStreams(Doorkeeper doorkeeper, LiveLog log, MessageDoor door, DecisionPoint decisions) {
        this(doorkeeper);
        this.decisions = decisions;
        this.log = log;
        this.door = door;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setLog(LiveLog log) {
        this.log = log;
    }

    /** What follows a log that is gone would stand still for ever: the callers come again to its successor. */
    void unsetLog(LiveLog gone) {
        if (log == gone) {
            log = null;
        }
        streams.forEach(EventStream::close);
    }

    @Deactivate
    void shut() {
        clock.shutdownNow();
        workers.shutdownNow();
        streams.forEach(EventStream::close);
    }

    int open() {
        return streams.size();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if ("GET".equals(request.getMethod())) {
            super.service(request, response);
            return;
        }
        SafeHeaders.forData(response);
        response.setHeader("Allow", "GET");
        ProblemDetails.of(
                        405,
                        "method-not-allowed",
                        LocalText.of("这个地址不支持这种请求方法。", "This address does not take this method."))
                .send(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.forData(response);
        Admission admission = doorkeeper.admitToWatch(request, "events");
        if (!(admission instanceof Admission.Admitted in)) {
            refuse(admission, request, response);
            return;
        }
        OptionalLong after;
        try {
            after = lastEventId(request);
        } catch (NumberFormatException e) {
            ProblemDetails.of(
                            400,
                            "bad-request",
                            LocalText.of(
                                    "Last-Event-ID 是事件的序号，一个数。", "Last-Event-ID is a number, the seq of an event."))
                    .send(request, response);
            return;
        }
        LiveLog at = log;
        DecisionPoint rights = decisions;
        if (at == null || rights == null) {
            response.setHeader("Retry-After", "2");
            ProblemDetails.of(
                            503,
                            "starting",
                            LocalText.of("日志还没有就绪，请稍后再试。", "The log is not up yet. Try again in a moment."))
                    .send(request, response);
            return;
        }
        Standing standing = Standing.of(in.asker(), rights);
        if (!standing.connectors() && standing.messages() instanceof DecisionPoint.Scope.Nothing nothing) {
            ProblemDetails.of(403, "forbidden", nothing.reason()).send(request, response);
            return;
        }
        if (streams.size() >= MOST_STREAMS) {
            response.setHeader("Retry-After", "30");
            ProblemDetails.of(
                            503,
                            "too-many-streams",
                            LocalText.of("打开的实时连接太多，请稍后再试。", "No more streams can be held open."))
                    .send(request, response);
            return;
        }
        begin(request, response, in, standing, after, at);
    }

    private void begin(
            HttpServletRequest request,
            HttpServletResponse response,
            Admission.Admitted in,
            Standing standing,
            OptionalLong after,
            LiveLog at)
            throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        // A proxy that gathers the answer before it passes it on would make a stream a list.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        EventStream stream =
                new EventStream(context, in.asker(), standing, in.credential(), this::maySee, workers, streams::remove);
        streams.add(stream);
        stream.begin();
        try {
            stream.follow(at.subscribe(after, stream::offer));
        } catch (RuntimeException e) {
            LOG.warn("A stream could not follow the log account={}", in.asker().account(), Unquoted.of(e));
            stream.close();
        }
    }

    private boolean maySee(Asker asker, LiveLog.LiveEvent event) {
        if (event.kind() == LiveLog.Kind.CONNECTOR) {
            DecisionPoint rights = decisions;
            return rights != null && Standing.of(asker, rights).connectors();
        }
        if (event.kind() == LiveLog.Kind.GAP) {
            return true;
        }
        MessageDoor at = door;
        DecisionPoint rights = decisions;
        if (at == null
                || rights == null
                || !(rights.scope(asker, Standing.READ) instanceof DecisionPoint.Scope.Within within)) {
            return false;
        }
        return event.facts()
                .map(facts -> within.filter().admits(facts))
                .orElseGet(() -> seen.ask(event, within.filter(), () -> at.maySee(asker, new MessageId(event.id()))));
    }

    private void recheck() {
        Map<Credential, Optional<Asker>> asked = new HashMap<>();
        DecisionPoint rights = decisions;
        for (EventStream stream : streams) {
            try {
                Optional<Asker> now = asked.computeIfAbsent(stream.credential(), doorkeeper::stillOpens);
                if (now.isEmpty()
                        || rights == null
                        || !Standing.of(now.get(), rights).equals(stream.standing())) {
                    stream.close();
                } else {
                    stream.isFor(now.get());
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "A credential could not be asked again account={}",
                        stream.asker().account(),
                        Unquoted.of(e));
                stream.close();
            }
        }
    }

    private void beat() {
        long now = System.nanoTime();
        streams.forEach(stream -> stream.beat(now));
    }

    private static OptionalLong lastEventId(HttpServletRequest request) {
        String id = request.getHeader("Last-Event-ID");
        return id == null || id.isBlank() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(id.trim()));
    }

    private static void refuse(Admission admission, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemDetails problem = admission instanceof Admission.TurnedAway turned
                ? turned.problem()
                : ProblemDetails.of(401, "not-logged-in", LocalText.of("请先登录。", "Log in first."));
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        problem.send(request, response);
    }
}
