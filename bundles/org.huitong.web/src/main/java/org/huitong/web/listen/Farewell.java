// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Says so where an answer is the last one on its connection. Whoever is turned away before their body was read cannot
 * be heard again on it, and Jetty shuts it; but it mentions that only where the answer came by way of its error pages.
 * A caller who was not told sends the next call into a shut connection, and cannot know what became of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, 9.6</a>
 */
final class Farewell implements HttpConfiguration.Customizer {
    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        if (request.getLength() != 0) {
            request.addHttpStreamWrapper(Heard::new);
        }
        return request;
    }

    /** The call as the answering side sees it; it looks at the body only when nobody else will any more. */
    private static final class Heard extends HttpStream.Wrapper {
        private boolean out;

        Heard(HttpStream stream) {
            super(stream);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk != null && chunk.isLast()) {
                out = true;
            }
            return chunk;
        }

        @Override
        public void send(
                MetaData.Request asked, MetaData.Response answer, boolean last, ByteBuffer content, Callback sent) {
            boolean whole = answer != null && last;
            super.send(
                    asked, whole && !out && consumeAvailable() != null ? closing(answer) : answer, last, content, sent);
        }

        private static MetaData.Response closing(MetaData.Response answer) {
            HttpFields fields = HttpFields.build(answer.getHttpFields())
                    .put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE)
                    .asImmutable();
            return new MetaData.Response(
                    answer.getStatus(),
                    answer.getReason(),
                    answer.getHttpVersion(),
                    fields,
                    answer.getContentLength(),
                    answer.getTrailersSupplier());
        }
    }
}
