// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.huitong.api.access.Asker;

/**
 * A request that knows who asks, whose path begins where its subject begins, and whose body may have come already. The
 * container was told to wait for that; whoever asks now whether it waits is told of themselves.
 */
public final class KnownRequest extends HttpServletRequestWrapper {
    /** The attribute of a request of which the body has come. */
    public static final String WHOLE = "org.huitong.web.whole";

    private final Optional<Asker> asker;
    private final BiPredicate<Asker, String> may;
    private final String servletPath;
    private final String pathInfo;
    private ServletInputStream body;
    private boolean waits;

    /** @param may whether somebody may do something at all */
    public KnownRequest(
            HttpServletRequest request,
            Optional<Asker> asker,
            BiPredicate<Asker, String> may,
            String servletPath,
            String pathInfo) {
        super(request);
        this.asker = asker;
        this.may = may;
        this.servletPath = servletPath;
        this.pathInfo = pathInfo;
    }

    public Optional<Asker> asker() {
        return asker;
    }

    /** The whole body, of which the request itself has nothing left. */
    public void isWholeWith(byte[] bytes) {
        body = new WholeBody(bytes);
        setAttribute(WHOLE, true);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return body == null ? super.getInputStream() : body;
    }

    @Override
    public boolean isAsyncStarted() {
        return body == null ? super.isAsyncStarted() : waits;
    }

    @Override
    public AsyncContext startAsync() {
        if (body == null) {
            return super.startAsync();
        }
        waits = true;
        return super.getAsyncContext();
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return body == null ? super.startAsync(request, response) : startAsync();
    }

    @Override
    public Principal getUserPrincipal() {
        return asker.orElse(null);
    }

    @Override
    public String getRemoteUser() {
        return asker.map(Asker::account).orElse(null);
    }

    @Override
    public boolean isUserInRole(String role) {
        return asker.filter(a -> may.test(a, role)).isPresent();
    }

    @Override
    public String getAuthType() {
        return asker.isPresent() ? "HUITONG" : null;
    }

    @Override
    public String getServletPath() {
        return servletPath;
    }

    @Override
    public String getPathInfo() {
        return pathInfo;
    }

    private static final class WholeBody extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        WholeBody(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return bytes.read(into, from, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("All of it is here");
        }
    }
}
