// Generated from openapi/ by `npm run openapi`; do not edit.

export interface paths {
    "/shop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the shop is like */
        get: operations["what_the_shop_is_like"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask what products cost
         * @description 1 to 100 lines, each quoted by itself: what an order of it would cost now, from the code and the settings that charge. `goods` and `fees` are the sums of prices and fees, `amount` is both together. A line that would be refused says so in `refusal` and does not count in these; one of a product that is not there has no price. A quote promises nothing: an order has the price of its moment.
         */
        post: operations["ask_what_products_cost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List orders, newest first */
        get: operations["list_orders_newest_first"];
        put?: never;
        /**
         * Place an order
         * @description `id` is the product's, `quantity` the units of it. The order is `pending` until its units are reserved and the settle delay has passed, then `completed`: the buyer has paid. It is `rejected`, before any payment, when there were too few units, and `refunded` when the product was deleted before they were handed over. Other fields of an order may be in the body and are ignored: the price is the product's.
         */
        post: operations["place_an_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/abandon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Abandon an order
         * @description For a buyer who does not know whether an order arrived and does not want it any more: the body and the `Idempotency-Key` of its POST /orders. When the key has no order yet, it gets one that is `cancelled` (`cancelled_by_buyer`): nothing is reserved or paid, and a POST /orders that comes late with this key is answered with it. When the order came first, it is answered as it is, and stays. So only `cancelled` means: not ordered. Asked again, it answers the same order. It works when the product has been deleted or cannot be looked up; what is not known of it then (`product_name` and the money) is null.
         */
        post: operations["abandon_an_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{pk}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an order */
        get: operations["get_an_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{pk}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Watch an order */
        get: operations["watch_an_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: operations["is_the_process_alive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is everything there that it needs? */
        get: operations["is_everything_there_that_it_needs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus */
        get: operations["metrics_for_prometheus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the requests, the streams, their groups and who consumes them */
        get: operations["show_the_requests_the_streams_their_groups_and_who_consumes_them"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List dead letters, newest first */
        get: operations["list_dead_letters_newest_first"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/dead-letters/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry dead letters: some by their ids, or all of a stream */
        post: operations["retry_dead_letters_some_by_their_ids_or_all_of_a_stream"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Why a request was refused (RFC 9457) */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "bad_request" | "validation_failed" | "unauthorized" | "not_found" | "product_not_found" | "order_not_found" | "method_not_allowed" | "request_timeout" | "sold_out" | "insufficient_stock" | "stock_reserved" | "version_mismatch" | "body_too_large" | "uri_too_long" | "unsupported_media_type" | "idempotency_key_reused" | "too_many_requests" | "header_too_large" | "internal_error" | "not_implemented" | "unavailable";
            request_id: string;
            errors?: {
                /** @description Where it is wrong */
                loc: (string | number)[];
                type: string;
                msg: string;
            }[];
        };
        Shop: {
            /** @description ISO 4217 */
            currency: string;
            decimals: number;
            fee_percent: number;
            /** @enum {string} */
            payments: "instant";
            languages: string[];
        };
        NewQuote: {
            lines: {
                id: string;
                quantity: number | string;
            }[];
        };
        Quote: {
            /** @description ISO 4217 */
            currency: string;
            lines: {
                product_id: string;
                quantity: number;
                /** @description in USD, with at most 2 decimals */
                price: number | null;
                /** @description in USD, with at most 2 decimals */
                fee: number | null;
                /** @description in USD, with at most 2 decimals */
                total: number | null;
                /** @description in USD, with at most 2 decimals */
                amount: number | null;
                refusal: ("sold_out" | "insufficient_stock" | "product_not_found") | null;
            }[];
            /** @description in USD, with at most 2 decimals */
            goods: number;
            /** @description in USD, with at most 2 decimals */
            fees: number;
            /** @description in USD, with at most 2 decimals */
            amount: number;
        };
        NewOrder: {
            id: string;
            quantity: number | string;
            readonly pk?: unknown;
            readonly product_id?: unknown;
            readonly price?: unknown;
            readonly fee?: unknown;
            readonly total?: unknown;
            readonly status?: unknown;
            readonly amount?: unknown;
            readonly product_name?: unknown;
            readonly reason?: unknown;
            readonly created_at?: unknown;
            readonly updated_at?: unknown;
            readonly timeline?: unknown;
        };
        Order: {
            pk: string;
            product_id: string;
            /** @description in USD, with at most 2 decimals */
            price: number | null;
            /** @description in USD, with at most 2 decimals */
            fee: number | null;
            /** @description in USD, with at most 2 decimals */
            total: number | null;
            quantity: number;
            /** @enum {string} */
            status: "pending" | "completed" | "refunded" | "rejected" | "cancelled";
            /** @description in USD, with at most 2 decimals */
            amount: number | null;
            product_name: string | null;
            reason: ("product_not_found" | "sold_out" | "insufficient_stock" | "product_deleted" | "cancelled_by_buyer") | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            timeline: {
                /** @enum {string} */
                step: "placed" | "stock_reserved" | "completed" | "refunded" | "rejected" | "cancelled";
                /** Format: date-time */
                at: string;
            }[];
        };
        Health: {
            status: string;
        };
        Operations: {
            service: string;
            /** Format: date-time */
            time: string;
            requests: {
                process: string;
                processes: number;
                answered: number;
                errors: number;
                refusals: {
                    code: string;
                    count: number;
                }[];
                latency: {
                    at_most_us: number | null;
                    count: number;
                }[];
            };
            streams: {
                stream: string;
                length: number;
                added: number;
                groups: {
                    name: string;
                    read: number;
                    lag: number | null;
                    /** Format: date-time */
                    oldest_waiting: string | null;
                }[];
                delay_ms: number;
            }[];
            partitions: {
                partition: number;
                owner: string | null;
                epoch: number;
                /** Format: date-time */
                since: string | null;
            }[];
            consumers: string[];
            dead_letters: {
                stream: string;
                count: number;
            }[];
        };
        DeadLetter: {
            id: string;
            stream: string;
            partition: number;
            entry: string;
            reason: string;
            payload: string;
            attempts: number;
            /** Format: date-time */
            at: string;
        };
        Retry: {
            /** @enum {string} */
            stream: "stock_reserved" | "stock_rejected" | "refund_order";
            ids?: string[];
            /** @constant */
            all?: true;
        } & (unknown | unknown);
        Retried: {
            retried: number;
            failed: number;
        };
    };
    responses: {
        /** @description `bad_request`: Bad request */
        bad_request: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `validation_failed`: Validation failed */
        validation_failed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unauthorized`: Unauthorized */
        unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "Set-Cookie": components["headers"]["Set-Cookie"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `product_not_found`: Product not found */
        product_not_found: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `order_not_found`: Order not found */
        order_not_found: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `request_timeout`: Request timeout */
        request_timeout: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `body_too_large`: Body too large */
        body_too_large: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `uri_too_long`: URI too long */
        uri_too_long: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported_media_type`: Unsupported media type */
        unsupported_media_type: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Encoding": components["headers"]["Accept-Encoding"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too_many_requests`: Too many requests */
        too_many_requests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `header_too_large`: Header too large */
        header_too_large: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `internal_error`: Internal error */
        internal_error: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unavailable`: Unavailable */
        unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Names this request in the logs: the client's own, or a new ULID */
        "X-Request-Id": string;
        /** @description Of this state, for If-None-Match and If-Match */
        ETag: string;
        /** @description The path of what was made */
        Location: string;
        /** @description The next page, as rel="next"; absent from the last one */
        Link: string;
        /** @description How many there are on all pages */
        "X-Total-Count": number;
        /** @description "true": answered as an earlier request with this Idempotency-Key was */
        "Idempotent-Replayed": string;
        /** @description The session that begins or ends */
        "Set-Cookie": string;
        /** @description What may be kept of it */
        "Cache-Control": string;
        /** @description "no": a proxy passes each event on as it comes */
        "X-Accel-Buffering": string;
        /** @description How to prove who asks */
        "WWW-Authenticate": string;
        /** @description What a body may be coded with */
        "Accept-Encoding": string;
        /** @description Seconds to wait before trying again */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    what_the_shop_is_like: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shop"];
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    ask_what_products_cost: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewQuote"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    list_orders_newest_first: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "pending" | "completed" | "refunded" | "rejected" | "cancelled";
                product_id?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"][];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    place_an_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible characters: a repeat with the same key and body answers the same order */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrder"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["bad_request"];
            404: components["responses"]["product_not_found"];
            408: components["responses"]["request_timeout"];
            /** @description `sold_out`: Sold out; `insufficient_stock`: Insufficient stock */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description `validation_failed`: Validation failed; `idempotency_key_reused`: Idempotency key reused */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    abandon_an_order: {
        parameters: {
            query?: never;
            header: {
                /** @description that of the order: 1 to 255 visible characters */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrder"];
            };
        };
        responses: {
            /** @description The order as it is */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description `validation_failed`: Validation failed; `idempotency_key_reused`: Idempotency key reused */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    get_an_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pk: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["bad_request"];
            404: components["responses"]["order_not_found"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    watch_an_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event seen: what is not newer is not told again */
                "Last-Event-ID"?: string;
            };
            path: {
                pk: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events, until the client leaves */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Accel-Buffering": components["headers"]["X-Accel-Buffering"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        /** @constant */
                        event: "order";
                        data: components["schemas"]["Order"];
                        id?: string;
                    }[];
                };
            };
            400: components["responses"]["bad_request"];
            404: components["responses"]["order_not_found"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    is_the_process_alive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    is_everything_there_that_it_needs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    metrics_for_prometheus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus' text format */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    show_the_requests_the_streams_their_groups_and_who_consumes_them: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operations"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    list_dead_letters_newest_first: {
        parameters: {
            query?: {
                stream?: "stock_reserved" | "stock_rejected" | "refund_order";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"][];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    retry_dead_letters_some_by_their_ids_or_all_of_a_stream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Retry"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
}
