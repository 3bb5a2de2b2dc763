// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.web.Arrival;
import org.huitong.web.Doorkeeper;
import org.huitong.web.Doorkeeper.Admission;
import org.huitong.web.KnownRequest;
import org.huitong.web.ProblemDetails;
import org.huitong.web.SafeHeaders;
import org.huitong.web.Undeclared;
import org.huitong.web.rest.Operation.Body;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1}: shows everybody to the subject they ask for. Each subject is an application of its own, built at its
 * first request, so that the hub does not wait for it when it starts and one broken resource harms no other; of one
 * subject, too, whoever cannot stand beside those that were there first is left out and named.
 */
@Permitted(Permitted.PUBLIC)
@Component(service = {Servlet.class, RestRoot.class})
@HttpWhiteboardServletPattern("/api/v1/*")
@HttpWhiteboardServletName("huitong-rest")
@HttpWhiteboardServletAsyncSupported
public final class RestRoot extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RestRoot.class);
    private static final String ROOT = "/api/v1";
    private static final String SUBJECT = "huitong.rest.subject";

    private final transient BundleContext bundles;
    private final transient Doorkeeper doorkeeper;
    private final transient Map<String, RestSubject> subjects = new ConcurrentHashMap<>();
    private final transient OpenApi openApi = new OpenApi();
    private final transient Anteroom anteroom;
    private final transient Undeclared undeclared;

    // Access is replaced by restart only, but comes up on its own time: until then there is an answer, and it is no.
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile DecisionPoint decisions;

    /** Who is refused is noted; where nobody can take it down yet, they are refused all the same. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    transient volatile Audit audit;

    @Activate
    public RestRoot(BundleContext bundles, @Reference Doorkeeper doorkeeper, @Reference Undeclared undeclared) {
        this(bundles, doorkeeper, null, new Anteroom(), undeclared);
    }

    RestRoot(BundleContext bundles, Doorkeeper doorkeeper, DecisionPoint decisions, Anteroom anteroom) {
        this(bundles, doorkeeper, decisions, anteroom, new Undeclared());
    }

    private RestRoot(
            BundleContext bundles,
            Doorkeeper doorkeeper,
            DecisionPoint decisions,
            Anteroom anteroom,
            Undeclared undeclared) {
        this.undeclared = undeclared;
        this.bundles = bundles;
        this.doorkeeper = doorkeeper;
        this.decisions = decisions;
        this.anteroom = anteroom;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addResource(ServiceReference<RestResource> resource) {
        String subject = subject(resource);
        if (subject.isEmpty() || subject.contains("/")) {
            LOG.warn("A REST resource names no subject and is not served bundle={}", resource.getBundle());
            return;
        }
        if (!Undeclared.isDeclared(resource) && !Candidate.isDeclared(resource)) {
            undeclared.add(resource, "/api/v1/" + subject);
            return;
        }
        subjects.compute(subject, (name, there) -> {
            RestSubject at = there == null ? new RestSubject(name, bundles, this::demand) : there;
            at.add(resource);
            return at;
        });
        Optional.ofNullable(subjects.get(subject)).ifPresent(RestSubject::look);
    }

    /** Why resources that are here are not served. */
    List<LocalText> objections() {
        return Stream.concat(
                        undeclared.objections().stream(),
                        subjects.values().stream().flatMap(subject -> subject.objections().stream()))
                .toList();
    }

    void removeResource(ServiceReference<RestResource> resource) {
        undeclared.remove(resource);
        subjects.computeIfPresent(subject(resource), (name, at) -> at.remove(resource) ? null : at);
    }

    @Deactivate
    void shut() {
        subjects.values().forEach(RestSubject::shut);
        subjects.clear();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.forData(response);
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        int end = path.indexOf('/', 1);
        String subject = end < 0 ? path.substring(1) : path.substring(1, end);
        String rest = end < 0 ? null : path.substring(end);

        Admission admission = doorkeeper.admit(request, subject);
        if (admission instanceof Admission.TurnedAway turned) {
            if (turned.problem().status() == HttpServletResponse.SC_UNAUTHORIZED) {
                response.setHeader("WWW-Authenticate", "Bearer");
            }
            if (turned.problem().status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
                response.setHeader("Retry-After", "1");
            }
            turned.problem().send(request, response);
            return;
        }
        Optional<Asker> asker = admission instanceof Admission.Admitted in ? Optional.of(in.asker()) : Optional.empty();
        if ("openapi.json".equals(subject) && rest == null) {
            openApi.send(subjects, request, response);
            return;
        }
        serve(subject, new KnownRequest(request, asker, this::may, ROOT + "/" + subject, rest), response);
    }

    private void serve(String subject, KnownRequest request, HttpServletResponse response) throws IOException {
        RestSubject at = subjects.get(subject);
        answering(subject, request, response, () -> {
            Optional<SubjectApplication> application =
                    at == null ? Optional.empty() : at.enter(request.getServletContext());
            if (application.isPresent()) {
                serve(application.get(), subject, request, response);
                return;
            }
            if (at != null && at.isStarting()) {
                response.setHeader("Retry-After", "2");
                ProblemDetails.of(
                                503,
                                "starting",
                                LocalText.of("这部分还没有就绪，请稍后再试。", "This part is not up yet. Try again in a moment."))
                        .send(request, response);
                return;
            }
            ProblemDetails.of(
                            404,
                            "no-such-subject",
                            LocalText.of(
                                    "/api/v1/" + shown(subject) + " 下没有内容。",
                                    "Nothing is served under /api/v1/" + shown(subject) + "."))
                    .send(request, response);
        });
    }

    /** The application is entered; whatever happens, it is left again. */
    private void serve(
            SubjectApplication application, String subject, KnownRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Body> body = Optional.empty();
        boolean asked = false;
        try {
            body = hasBody(request) ? application.ask(request) : body;
            asked = true;
        } finally {
            if (!asked) {
                application.leave();
            }
        }
        Arrival arrival = Arrival.of(request);
        request.asker().map(Asker::account).ifPresent(arrival::belongsTo);
        body.map(Body::time).ifPresent(arrival::mayTake);
        if (body.isEmpty()) {
            answer(application, request, response);
        } else if (body.get().streamed()) {
            stream(application, request, response);
        } else {
            gather(application, body.get(), subject, request, response);
        }
    }

    private void stream(SubjectApplication application, KnownRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Runnable> place =
                anteroom.stream(request.asker().map(Asker::account).orElse(""));
        if (place.isEmpty()) {
            application.leave();
            problem(Anteroom.full(), request, response);
            return;
        }
        try {
            answer(application, request, response);
        } finally {
            place.get().run();
        }
    }

    private void gather(
            SubjectApplication application,
            Body body,
            String subject,
            KnownRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean stranger = request.asker().isEmpty();
        LocalText tooLarge = Sieve.tooLarge(body.most(), stranger);
        Gathering.begin(request, anteroom.place(stranger), body.most(), tooLarge, new Gathering.Whole() {
            @Override
            public boolean came(byte[] bytes) throws IOException {
                request.isWholeWith(bytes);
                answering(subject, request, response, () -> answer(application, request, response));
                return !request.isAsyncStarted();
            }

            @Override
            public void failed(Problem why) throws IOException {
                application.leave();
                problem(why, request, response);
            }
        });
    }

    private static void answer(SubjectApplication application, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        application.serve(request, response);
        if (response.getStatus() >= 400 && response.getContentType() == null && !response.isCommitted()) {
            // Headers that Jersey cannot read it answers past every mapper, with a bare status.
            ProblemDetails.of(
                            response.getStatus(),
                            "bad-request",
                            LocalText.of("无法理解这个请求。", "The request cannot be understood."))
                    .send(request, response);
        }
    }

    private static void answering(
            String subject, HttpServletRequest request, HttpServletResponse response, Answering work)
            throws IOException {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            // A subject that cannot even be built is its bundle's fault, and must look the same as any other failure.
            ProblemDetails incident = ProblemDetails.newIncident();
            LOG.error(
                    "A subject failed subject={} incident={}",
                    subject,
                    incident.incident().orElseThrow(),
                    Unquoted.of(e));
            if (!response.isCommitted()) {
                response.reset();
                SafeHeaders.forData(response);
                incident.send(request, response);
            }
        }
    }

    private static void problem(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "1");
        }
        ProblemDetails.of(problem).send(request, response);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private void demand(Asker asker, String permission, boolean asks) {
        DecisionPoint at = decisions;
        if (at == null) {
            throw new Problem(
                    503,
                    "starting",
                    LocalText.of("权限服务还没有就绪，请稍后再试。", "Rights cannot be judged yet. Try again in a moment."));
        }
        if (at.enters(asker, Act.of(permission)) instanceof Decision.Denied denied) {
            Audit taking = audit;
            // The shell asks for what is one's own by itself: no attempt of somebody who looks through others' eyes.
            boolean meant = asker.perspective().isEmpty() || !permission.equals(Permitted.EVERYBODY);
            if (taking != null && !asks && meant) {
                taking.note(Deed.refused(Doer.of(asker), permission, Thing.of("call")));
            }
            throw Problem.forbidden(denied.reason());
        }
    }

    private boolean may(Asker asker, String permission) {
        DecisionPoint at = decisions;
        return at != null && at.decide(asker, Act.of(permission)).allows();
    }

    private interface Answering {
        void run() throws IOException;
    }

    private static String shown(String subject) {
        return subject.length() <= 64 ? subject : subject.substring(0, 64) + "…";
    }

    private static String subject(ServiceReference<RestResource> resource) {
        return resource.getProperty(SUBJECT) instanceof String subject ? subject : "";
    }
}
