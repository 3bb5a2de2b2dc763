// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.page;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.web.ProblemDetails;
import org.huitong.web.page.Shelf.Asset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands files over the counter. A path that names the version of its files may be kept for ever; without it, or with
 * another one, the browser asks each time and mostly hears that nothing changed.
 */
final class Counter {
    private static final Logger LOG = LoggerFactory.getLogger(Counter.class);
    private static final String MARK = "/~";
    /** So much any connection takes at once. */
    private static final int AT_ONCE = 16 * 1024;

    private Counter() {}

    /** @param path such as {@code /~version/file.js} or {@code /file.js} */
    static void serve(Shelf shelf, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String file = path.startsWith("/") ? path.substring(1) : path;
        boolean lasting = false;
        if (path.startsWith(MARK)) {
            int end = path.indexOf('/', 1);
            if (end > 0) {
                lasting = path.substring(MARK.length(), end).equals(shelf.version());
                file = path.substring(end + 1);
            }
        }
        Optional<Asset> asset = shelf.find(file);
        if (asset.isEmpty()) {
            response.setHeader("Cache-Control", "no-store");
            ProblemDetails.of(404, "not-found", LocalText.of("没有这个文件。", "There is no such file."))
                    .send(request, response);
            return;
        }
        response.setHeader("Cache-Control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
        send(asset.get(), request, response);
    }

    static void send(Asset asset, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", asset.tag());
        response.setHeader("Vary", "Accept-Encoding");
        String known = request.getHeader("If-None-Match");
        if (known != null && known.contains(asset.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.type());
        String takes = request.getHeader("Accept-Encoding");
        boolean packed = asset.packed() && takes != null && takes.contains("gzip");
        byte[] body = packed ? asset.body() : asset.plain();
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(body.length);
        if ("HEAD".equals(request.getMethod())) {
            return;
        }
        if (body.length <= AT_ONCE) {
            response.getOutputStream().write(body);
        } else {
            new Handing(request.startAsync(), response.getOutputStream(), body).begin();
        }
    }

    /** Goes as the connection takes it: files need no login, and strangers who read slowly keep no thread. */
    private static final class Handing implements WriteListener {
        private final AsyncContext async;
        private final ServletOutputStream out;
        private final byte[] body;
        private boolean handed;

        Handing(AsyncContext async, ServletOutputStream out, byte[] body) {
            this.async = async;
            this.out = out;
            this.body = body;
        }

        /** It ends when nothing of it is taken for as long as a connection may be idle. */
        void begin() {
            async.setTimeout(0);
            out.setWriteListener(this);
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (handed) {
                    async.complete();
                    return;
                }
                handed = true;
                out.write(body);
            }
        }

        @Override
        public void onError(Throwable broken) {
            LOG.debug("A file was not taken to its end", broken);
            async.complete();
        }
    }
}
