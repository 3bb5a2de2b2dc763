// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.huitong.api.web.RestResource;

/**
 * The Jersey application of one subject, for as long as its resources stay the same. It counts who is inside: once it is
 * retired, the last one out closes it, so that a request under way when a resource comes or goes ends as it began.
 */
final class SubjectApplication {
    // Says of every resource handed over as an instance that it is no provider, which it never claimed to be. Held here
    // because the logging of the JDK forgets a logger, and with it its level, that nobody holds.
    private static final Logger PROVIDERS = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    static {
        PROVIDERS.setLevel(Level.SEVERE);
    }

    private static final String NOWHERE = "http://hub";

    private final ServletContainer jersey;
    private final Runnable afterClose;
    private int inside;
    private boolean retired;

    private SubjectApplication(ServletContainer jersey, Runnable afterClose) {
        this.jersey = jersey;
        this.afterClose = afterClose;
    }

    /**
     * @param resources with what the service of each says of who may come in
     * @param afterClose gives the resources back
     */
    static SubjectApplication build(
            String subject,
            Map<RestResource, String> resources,
            ServletContext context,
            Sieve.Judge judge,
            Runnable afterClose) {
        ResourceConfig config = new ResourceConfig();
        config.setApplicationName(subject);
        config.addProperties(Map.of(
                CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
                CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
                CommonProperties.JSON_PROCESSING_FEATURE_DISABLE, true,
                CommonProperties.MOXY_JSON_FEATURE_DISABLE, true,
                ServerProperties.BV_FEATURE_DISABLE, true,
                ServerProperties.WADL_FEATURE_DISABLE, true,
                // Where a browser goes on this hub depends on no host that a caller names.
                ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true,
                ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true,
                ServerProperties.PROCESSING_RESPONSE_ERRORS_ENABLED, true));
        Map<Class<?>, String> services = new HashMap<>();
        resources.forEach((resource, word) -> {
            if (!word.isBlank()) {
                services.put(resource.getClass(), word);
            }
        });
        config.register(new Sieve(judge, services));
        config.register(new JsonBody());
        config.register(new ProblemMapper(subject));
        resources.keySet().forEach(config::register);
        ServletContainer jersey = new ServletContainer(config);
        withJerseysClasses(() -> {
            jersey.init(new Config(subject, context));
            return null;
        });
        return new SubjectApplication(jersey, afterClose);
    }

    /** False once it is retired: ask for the one that came after it. */
    boolean enter() {
        synchronized (this) {
            if (retired) {
                return false;
            }
            inside++;
            return true;
        }
    }

    /**
     * What may be read of this request's body: the operation is found and the rights are judged as they will be when it
     * is served, and the body is not touched. Empty where none will be read: it is then served at once, and whoever sent
     * it hears why, be it that the address cannot be read. Only after {@link #enter}.
     */
    Optional<Operation.Body> ask(HttpServletRequest request) {
        URI base;
        URI asked;
        try {
            base = URI.create(NOWHERE + request.getContextPath() + request.getServletPath() + "/");
            asked = URI.create(NOWHERE + request.getRequestURI());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        var properties = new MapPropertiesDelegate();
        properties.setProperty(Sieve.ASKING, true);
        var question = new ContainerRequest(
                base,
                asked,
                request.getMethod(),
                new Known(request),
                properties,
                jersey.getApplicationHandler().getConfiguration());
        Collections.list(request.getHeaderNames())
                .forEach(name -> question.headers(name, Collections.list(request.getHeaders(name))));
        withJerseysClasses(() -> {
            jersey.getApplicationHandler().apply(question);
            return null;
        });
        return question.getProperty(Sieve.ASKING) instanceof Operation.Body body ? Optional.of(body) : Optional.empty();
    }

    /** Only between {@link #enter} and the end of the request. */
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean stays = false;
        try {
            withJerseysClasses(() -> {
                jersey.service(request, response);
                return null;
            });
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new LeavesLater());
                stays = true;
            }
        } finally {
            if (!stays) {
                leave();
            }
        }
    }

    void retire() {
        boolean last;
        synchronized (this) {
            last = !retired && inside == 0;
            retired = true;
        }
        if (last) {
            close();
        }
    }

    /** For who entered and is not served. */
    void leave() {
        boolean last;
        synchronized (this) {
            last = --inside == 0 && retired;
        }
        if (last) {
            close();
        }
    }

    private void close() {
        try {
            jersey.destroy();
        } finally {
            afterClose.run();
        }
    }

    private static void withJerseysClasses(Work work) {
        JerseysClasses.with(() -> {
            try {
                return work.run();
            } catch (ServletException | IOException e) {
                throw new BrokenRequest(e);
            }
        });
    }

    private interface Work {
        Void run() throws ServletException, IOException;
    }

    /** What came out of Jersey past every mapper. */
    static final class BrokenRequest extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenRequest(Exception cause) {
            super(cause);
        }
    }

    private final class LeavesLater implements AsyncListener {
        private boolean left;

        @Override
        public void onComplete(AsyncEvent event) {
            if (!left) {
                left = true;
                leave();
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Jersey answers; onComplete follows.
        }

        @Override
        public void onError(AsyncEvent event) {
            // onComplete follows.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }

    private record Known(HttpServletRequest request) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return request.getUserPrincipal();
        }

        @Override
        public boolean isUserInRole(String role) {
            return request.isUserInRole(role);
        }

        @Override
        public boolean isSecure() {
            return request.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return request.getAuthType();
        }
    }

    private record Config(String subject, ServletContext context) implements ServletConfig {
        @Override
        public String getServletName() {
            return "huitong-rest-" + subject;
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public String getInitParameter(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
