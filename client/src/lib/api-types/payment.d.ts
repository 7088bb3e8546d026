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
         * @description 1 to 100 lines, each quoted separately: what an order for it would cost now, by the same rules as an order. `goods` and `fees` are the sums of prices and fees, `amount` is their sum. A line that would be refused has a `refusal` and is not part of the sums. A line without an existing product has no price. A quote reserves nothing: an order has the price at the time it is placed.
         */
        post: operations["ask_what_products_cost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for the challenge of an order
         * @description While many want a product, and from a minute before the start of its sale, an order needs a proof of work. Ask for its challenge early and solve it while the buyer reads. `challenge` is null when no order of these lines needs one now. It is `expires.work.nonce.prefix.signature`; the solution is the counter (a whole number below `work`) for which the SHA-256 of the 16 bytes of `nonce` and the counter's four bytes, the highest first, begins with the 16 bytes of `prefix`. Send the challenge, a dot and the counter as `Challenge-Solution`. A challenge is for one visitor and product, valid for five minutes, and for one order. An order without its solution is refused with 428, which has a challenge, too.
         */
        post: operations["ask_for_the_challenge_of_an_order"];
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
        /**
         * List orders, newest first
         * @description With `number`, `email` or `name` (whole words, in any case and order) it searches the orders that have a customer: at most the newest 1000 of them, on one page.
         */
        get: operations["list_orders_newest_first"];
        put?: never;
        /**
         * Place an order
         * @description Either `id` (of the product) and `quantity` (the number of units), or `lines`: 1 to 20 of them, each product once. An order of several lines is placed, paid, rejected or cancelled as a whole. The order is `pending` until its units are reserved and the settle delay has passed. Then it is `completed`: the buyer has paid. If there are too few units it is `rejected` before any payment. If the product is deleted before the units leave the stock it is `refunded`. A product that is not on sale yet is refused with `starts_at`, the time of its start. A product with a limit for each customer needs a signed-in buyer. Inventory decides when it reserves the units: an order may still be `rejected` with the reason `not_on_sale`, `limit_reached` or `sign_in_required`. While many want a product an order needs the solution of a challenge: 428 has one in `challenge` (see `POST /challenges`). Where orders are paid at a provider a buyer, or the guests at one address, may have three unpaid ones open (`SOUK_UNPAID_ORDERS`). The body may have other fields of an order; they are ignored. The price is the product's. `customer` is required unless the shop's `payments` are `instant` (`GET /shop`).
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
         * @description For a buyer who got no answer to an order and does not want it any more. Send the body and the `Idempotency-Key` of its POST /orders. If the key has no order yet, it gets a `cancelled` one (`cancelled_by_buyer`): nothing is reserved or paid, and a later POST /orders with this key returns this order. If the key has an order already, that order is returned unchanged. So only `cancelled` means that nothing is ordered. A repeat returns the same order. It works also when the product is deleted or inventory is unavailable; then the unknown fields (`product_name` and the money) are null.
         */
        post: operations["abandon_an_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{pk}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order
         * @description Cancels a pending order and gives its units back; a caller must know its `pk`. An order that has ended without being paid is returned unchanged. `reason` is kept with the order; `cancelled_by_store` is for the admin only.
         */
        post: operations["cancel_an_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{pk}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay an order back
         * @description Pays a completed order back: `lines` (of each all that was not paid back, or `quantity` units of it), or an `amount`. It may be repeated until all that was captured is paid back; then the order is `refunded`. With `restock` the units of the lines go back into the stock. The answer is the order: its `payment.refunded` grows when the provider has paid.
         */
        post: operations["pay_an_order_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{pk}/payment/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the provider about an order now
         * @description A buyer has come back from the provider's page. A worker asks the provider at once whether the order is paid, but at most once in two seconds. Without this request it asks up to a minute later. The order's `payment` shows the result.
         */
        post: operations["ask_the_provider_about_an_order_now"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/webhooks/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a notification of the provider
         * @description For the payment provider. Its signature is verified over the bytes of the body. An event is kept before it is answered; one that comes twice changes nothing.
         */
        post: operations["take_a_notification_of_the_provider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List mails to buyers, newest first
         * @description Each step of an order of which its buyer gets a mail. `sent`: the mail server has it. `file`: it is a file of the shop, which has no mail server. `refused`: the mail server does not take it. `erased`: the customer was erased before it was sent, or the refund had failed by then.
         */
        get: operations["list_mails_to_buyers_newest_first"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mails/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a mail as a message
         * @description Made from what is stored, as it was sent. Its `id` is `<pk>.<step>`.
         */
        get: operations["get_a_mail_as_a_message"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mails/{id}/html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the HTML of a mail */
        get: operations["get_the_html_of_a_mail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mails/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the text of a mail */
        get: operations["get_the_text_of_a_mail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{pk}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the ledger of an order
         * @description What was asked of the payment provider and what it said, oldest first, and the refunds. Nothing of the customer.
         */
        get: operations["get_the_ledger_of_an_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/turnover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the turnover of some days
         * @description What was captured (all that buyers paid, fees included) and paid back, by day of UTC and by product: the 100 that brought most, and the sum of the others. At most 366 days, by default the last 30. An order and its units count on the day of the capture, a refund on the day on which it was made; one that fails later is taken from `refunded` on the day on which it failed. Days before `since` are not counted whole. `refusals`: orders, or lines of them, that were refused, by reason; at the door or by inventory, on the day of the refusal. `left`: what can be ordered of a product now, as payment knows it, at most 30 s old. `sell_through`: of 100 units that were sold in these days or are left now, those sold.
         */
        get: operations["get_the_turnover_of_some_days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/turnover/product": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the turnover of a product
         * @description Of one product, also of a deleted one: what was sold, captured and paid back in these days, and the orders that were refused; by default the last 30 days. For a page that asks again and again: the answer may be a second old.
         */
        get: operations["get_the_turnover_of_a_product"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/strays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stray bookings of the provider
         * @description What the provider booked for no order of this shop, or with another amount or currency, newest first. None of it was applied. `advice` says what to do.
         */
        get: operations["list_stray_bookings_of_the_provider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List differences of the reconciliation
         * @description What the provider had booked and a ledger had not (`theirs`), or the reverse (`ours`), newest first. A booking that a ledger had not was added. `advice` says what to do.
         */
        get: operations["list_differences_of_the_reconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/reconciliation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the state of the reconciliation */
        get: operations["get_the_state_of_the_reconciliation"];
        put?: never;
        /**
         * Reconcile now
         * @description A worker compares the ledgers with the provider each hour. This asks it to do so now; while it does, a repeat changes nothing. What it finds is listed at /payments/differences and /payments/strays.
         */
        post: operations["reconcile_now"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/to-ship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the orders to ship
         * @description Paid orders that have a customer and are not shipped, oldest first. With `state` a page may have fewer orders than `limit` although more follow.
         */
        get: operations["list_the_orders_to_ship"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{pk}/fulfilment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Pack or ship an order
         * @description `open`, `packed` and back, then `shipped`, which stays. A tracking number may be given at any time, and corrected. When an order is shipped, its buyer gets a mail.
         */
        put: operations["pack_or_ship_an_order"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find an order by its number
         * @description For a buyer on another device: the number of the order and the e-mail address that was given with it. After five wrong pairs within a minute a client has to wait.
         */
        post: operations["find_an_order_by_its_number"];
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
        /**
         * Get an order
         * @description The whole `customer` and `payment.reference` are for the admin; others see a masked e-mail address and null.
         */
        get: operations["get_an_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{pk}/customer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase the customer of an order
         * @description Also its mails that are files. No mail is sent any more.
         */
        delete: operations["erase_the_customer_of_an_order"];
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
    "/buyers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a code to sign in
         * @description Sends a code of six digits to the address. The answer is the same whether the address has orders or not. A code works once, for ten minutes, and only the newest one does. At most five codes in ten minutes go to one address.
         */
        post: operations["ask_for_a_code_to_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/buyers/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with the code
         * @description The right code begins a session of 30 days: `Set-Cookie` has it. A wrong code, one that was used and one that has expired get the same answer. After five of them for one address, also the right code has to wait until ten minutes have passed since the first.
         */
        post: operations["sign_in_with_the_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/buyers/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who has signed in
         * @description A guest has no `email`; a buyer who has signed in has a masked one.
         */
        get: operations["who_has_signed_in"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/buyers/me/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the orders of the buyer who has signed in
         * @description The newest 100 orders that were placed while the buyer was signed in, on any device, newest first.
         */
        get: operations["list_the_orders_of_the_buyer_who_has_signed_in"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/buyers/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out as a buyer
         * @description Ends the session at once; with `everywhere` all sessions of the buyer, for which this one must not have ended.
         */
        post: operations["sign_out_as_a_buyer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/visitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who places orders
         * @description Of the newest 50000 orders that were placed in the time of `SOUK_VISITOR_LOG`: at most 100 addresses of clients, or buyers who had signed in (`by=customer`, whose `value` is their id). Those with the most open orders come first.
         */
        get: operations["list_who_places_orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/visitors/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel the open orders of a visitor
         * @description Cancels every open order of an address or of a buyer, as `POST /orders/{pk}/cancel` does with `cancelled_by_store`, at most 500: repeat it while some are `left`. An order that is paid stays. `cancelled` counts also those for which the provider has still to say that nobody can pay them any more.
         */
        post: operations["cancel_the_open_orders_of_a_visitor"];
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
        /** Show the requests, the streams, their groups, who consumes them, and Redis */
        get: operations["show_the_requests_the_streams_their_groups_who_consumes_them_and_redis"];
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
        Shop: {
            /** @description ISO 4217 */
            currency: string;
            decimals: number;
            fee_percent: number;
            /** @enum {string} */
            payments: "instant" | "stripe" | "sandbox";
            languages: string[];
            order_button: {
                language: string | null;
                text: string;
            }[];
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
                refusal: ("sold_out" | "insufficient_stock" | "product_not_found" | "not_on_sale" | "limit_per_order" | "limit_reached" | "sign_in_required") | null;
            }[];
            /** @description in USD, with at most 2 decimals */
            goods: number;
            /** @description in USD, with at most 2 decimals */
            fees: number;
            /** @description in USD, with at most 2 decimals */
            amount: number;
        };
        NewChallenge: {
            lines: {
                id: string;
                quantity: number | string;
            }[];
        };
        Challenge: {
            challenge: string | null;
        };
        NewOrder: {
            id?: string;
            quantity?: number | string;
            lines?: {
                id: string;
                quantity: number | string;
            }[];
            customer?: {
                email: string;
                name: string;
                address: {
                    line1: string;
                    line2?: string;
                    postal_code?: string;
                    city: string;
                    country: string;
                };
            };
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
            readonly number?: unknown;
            readonly currency?: unknown;
            readonly payment?: unknown;
            readonly fulfilment?: unknown;
        } & (unknown | unknown);
        Order: {
            pk: string;
            product_id: string | null;
            /** @description in USD, with at most 2 decimals */
            price: number | null;
            /** @description in USD, with at most 2 decimals */
            fee: number | null;
            /** @description in USD, with at most 2 decimals */
            total: number | null;
            quantity: number | null;
            /** @enum {string} */
            status: "pending" | "completed" | "refunded" | "rejected" | "cancelled";
            /** @description in USD, with at most 2 decimals */
            amount: number | null;
            product_name: string | null;
            reason: ("product_not_found" | "sold_out" | "insufficient_stock" | "not_on_sale" | "limit_reached" | "sign_in_required" | "product_deleted" | "cancelled_by_buyer" | "cancelled_by_store" | "payment_timeout" | "payment_failed" | "refunded_by_store") | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            timeline: {
                /** @enum {string} */
                step: "placed" | "stock_reserved" | "completed" | "shipped" | "refunded" | "rejected" | "cancelled";
                /** Format: date-time */
                at: string;
            }[];
            number: string;
            /** @description ISO 4217 */
            currency: string;
            lines: {
                product_id: string;
                product_name: string | null;
                quantity: number;
                /** @description in USD, with at most 2 decimals */
                price: number | null;
                /** @description in USD, with at most 2 decimals */
                fee: number | null;
                /** @description in USD, with at most 2 decimals */
                total: number | null;
                /** @description in USD, with at most 2 decimals */
                amount: number | null;
                /** @enum {string} */
                status: "pending" | "reserved" | "rejected" | "cancelled" | "completed" | "refunded";
            }[];
            payment: {
                /** @enum {string} */
                status: "none" | "requires_payment" | "authorized" | "captured" | "partially_refunded" | "refunded" | "cancelled" | "unknown";
                url: string | null;
                /** Format: date-time */
                expires_at: string | null;
                /** @description in USD, with at most 2 decimals */
                captured: number;
                /** @description in USD, with at most 2 decimals */
                refunded: number;
                reference: string | null;
            };
            customer: {
                email: string;
                name: string | null;
                address: {
                    line1: string;
                    line2: string | null;
                    postal_code: string | null;
                    city: string;
                    country: string;
                } | null;
            } | null;
            fulfilment: {
                /** @enum {string} */
                state: "open" | "packed" | "shipped";
                tracking: string | null;
                /** Format: date-time */
                shipped_at: string | null;
            } | null;
        };
        Cancellation: {
            /** @enum {string} */
            reason?: "cancelled_by_buyer" | "cancelled_by_store";
        };
        NewRefund: {
            amount?: number | string;
            lines?: {
                id: string;
                quantity?: number | string;
            }[];
            reason?: string;
            restock?: boolean;
        } & (unknown | unknown);
        Mail: {
            id: string;
            pk: string;
            number: string;
            step: string;
            subject: string;
            to: string | null;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            state: "waiting" | "sent" | "file" | "refused" | "erased";
            tries: number;
        };
        LedgerView: {
            pk: string;
            /** @description ISO 4217 */
            currency: string;
            /** @enum {string} */
            status: "none" | "requires_payment" | "authorized" | "captured" | "partially_refunded" | "refunded" | "cancelled" | "unknown";
            /** @enum {string} */
            provider: "instant" | "stripe" | "sandbox";
            reference: string | null;
            /** @description in USD, with at most 2 decimals */
            captured: number;
            /** @description in USD, with at most 2 decimals */
            refunded: number;
            /** @description in USD, may be negative */
            net: number;
            events: {
                kind: string;
                /** Format: date-time */
                at: string;
                /** @description in USD, with at most 2 decimals */
                amount: number | null;
                object: string | null;
                reason: string | null;
            }[];
            refunds: {
                number: number | null;
                object: string;
                /** @description in USD, with at most 2 decimals */
                amount: number;
                lines: {
                    line: number;
                    units: number | null;
                    /** @description in USD, with at most 2 decimals */
                    amount: number;
                }[];
                restocked: number;
                reason: string | null;
                /** @enum {string} */
                state: "pending" | "made" | "failed";
                /** Format: date-time */
                requested_at: string | null;
                /** Format: date-time */
                ended_at: string | null;
            }[];
        };
        Turnover: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @description ISO 4217 */
            currency: string;
            /** Format: date */
            since: string | null;
            /** @description in USD, may be negative */
            captured: number;
            /** @description in USD, may be negative */
            refunded: number;
            /** @description in USD, may be negative */
            net: number;
            orders: number;
            days: {
                /** Format: date */
                day: string;
                /** @description in USD, may be negative */
                captured: number;
                /** @description in USD, may be negative */
                refunded: number;
                /** @description in USD, may be negative */
                net: number;
                orders: number;
                refusals: {
                    reason: string;
                    count: number;
                }[];
            }[];
            products: {
                product_id: string;
                name: string;
                units: number;
                /** @description in USD, may be negative */
                captured: number;
                /** @description in USD, may be negative */
                refunded: number;
                /** @description in USD, may be negative */
                net: number;
                left: number | null;
                sell_through: number | null;
                refusals: {
                    reason: string;
                    count: number;
                }[];
            }[];
            other_products: {
                products: number;
                units: number;
                /** @description in USD, may be negative */
                captured: number;
                /** @description in USD, may be negative */
                refunded: number;
                /** @description in USD, may be negative */
                net: number;
            };
            /** @description in USD, may be negative */
            unassigned_refunds: number;
            refusals: {
                reason: string;
                count: number;
            }[];
        };
        ProductTurnover: {
            product_id: string;
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            /** @description ISO 4217 */
            currency: string;
            units: number;
            /** @description in USD, may be negative */
            captured: number;
            /** @description in USD, may be negative */
            refunded: number;
            /** @description in USD, may be negative */
            net: number;
            refusals: {
                reason: string;
                count: number;
            }[];
        };
        ShownStray: {
            id: string;
            kind: string;
            object: string;
            reference: string | null;
            /** @description in USD, with at most 2 decimals */
            amount: number;
            /** @description ISO 4217 */
            currency: string;
            /** Format: date-time */
            at: string;
            why: string;
            advice: string;
        };
        ShownDifference: {
            id: string;
            kind: string;
            object: string;
            reference: string;
            /** @description in USD, with at most 2 decimals */
            ours: number | null;
            /** @description in USD, with at most 2 decimals */
            theirs: number | null;
            /** @description ISO 4217 */
            currency: string;
            /** Format: date-time */
            found_at: string;
            what: string;
            advice: string;
        };
        ReconciliationState: {
            /** @enum {string} */
            state: "idle" | "waiting" | "running";
            last: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                /** Format: date-time */
                started_at: string;
                /** Format: date-time */
                ended_at: string;
                compared: number;
                differences: number;
            } | null;
            /** Format: date-time */
            next_at: string | null;
            problem: string | null;
        };
        NewFulfilment: {
            /** @enum {string} */
            state: "open" | "packed" | "shipped";
            tracking?: string;
        };
        FindOrder: {
            number: string;
            email: string;
        };
        NewSignIn: {
            email: string;
        };
        SignInProof: {
            email: string;
            code: string;
        };
        SignedIn: {
            signed_in: boolean;
            email: string | null;
        };
        SignOut: {
            everywhere?: boolean;
        };
        VisitorOrders: {
            /** @enum {string} */
            by: "address" | "customer";
            value: string;
            email: string | null;
            orders: number;
            open: number;
            /** Format: date-time */
            last_at: string;
        };
        CancelVisitor: {
            /** @enum {string} */
            by: "address" | "customer";
            value: string;
        };
        CancelledOrders: {
            cancelled: number;
            paid: number;
            left: number;
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
            redis: {
                node: string;
                up: boolean;
                problem: string | null;
                /** Format: date-time */
                since: string | null;
                replicas: number | null;
                behind_bytes: number | null;
                partitions: number[];
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
            stream: "stock_reserved" | "stock_rejected" | "refund_order" | "line_placed" | "line_cancelled" | "line_completed" | "line_restocked" | "line_decided" | "order_reserved" | "customer_terms";
            ids?: string[];
            /** @constant */
            all?: true;
        } & (unknown | unknown);
        Retried: {
            retried: number;
            failed: number;
        };
        /** @description Why a request was refused (RFC 9457) */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "already_paid" | "already_shipped" | "bad_request" | "body_too_large" | "challenge_required" | "header_too_large" | "idempotency_key_reused" | "insufficient_stock" | "internal_error" | "limit_reached" | "mail_not_found" | "method_not_allowed" | "no_payment_provider" | "not_found" | "not_implemented" | "not_on_sale" | "not_paid" | "notification_refused" | "order_not_found" | "other_origin" | "product_not_found" | "refund_exceeds_captured" | "request_timeout" | "sign_in_required" | "sold_out" | "too_many_requests" | "too_many_unpaid_orders" | "unauthorized" | "unavailable" | "unsupported_media_type" | "uri_too_long" | "validation_failed" | "wrong_code";
            request_id: string;
            errors?: {
                /** @description The position of the fault */
                loc: (string | number)[];
                type: string;
                msg: string;
            }[];
        };
    };
    responses: {
        /** @description `already_paid`: Already paid */
        already_paid: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
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
        /** @description `challenge_required`: Challenge required */
        challenge_required: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
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
        /** @description `mail_not_found`: Mail not found */
        mail_not_found: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `no_payment_provider`: No payment provider */
        no_payment_provider: {
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
        /** @description `other_origin`: Other origin */
        other_origin: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
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
        /** @description `sign_in_required`: Sign in required */
        sign_in_required: {
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
        /** @description `too_many_unpaid_orders`: Too many unpaid orders */
        too_many_unpaid_orders: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
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
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The id of this request in the logs: the client's own, or a new ULID */
        "X-Request-Id": string;
        /** @description The tag of this state, for If-None-Match and If-Match */
        ETag: string;
        /** @description The path of the new resource */
        Location: string;
        /** @description The next page, as rel="next"; absent from the last one */
        Link: string;
        /** @description The number of items on all pages */
        "X-Total-Count": number;
        /** @description "true": this request changed nothing, an earlier one with the same Idempotency-Key did */
        "Idempotent-Replayed": string;
        /** @description Starts or ends the session */
        "Set-Cookie": string;
        /** @description Whether the answer may be cached */
        "Cache-Control": string;
        /** @description "no": a proxy must send each event at once */
        "X-Accel-Buffering": string;
        /** @description How to authenticate */
        "WWW-Authenticate": string;
        /** @description The content codings that a body may have */
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
    ask_for_the_challenge_of_an_order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChallenge"];
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
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            400: components["responses"]["bad_request"];
            403: components["responses"]["other_origin"];
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
                number?: string;
                email?: string;
                name?: string;
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
                /** @description 1 to 255 visible characters: a repeat with the same key and products returns the same order, with the customer of the first */
                "Idempotency-Key"?: string;
                /** @description The solution of a challenge, see POST /challenges; read only when the order needs one */
                "Challenge-Solution"?: string;
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
            401: components["responses"]["sign_in_required"];
            403: components["responses"]["other_origin"];
            404: components["responses"]["product_not_found"];
            408: components["responses"]["request_timeout"];
            /** @description `insufficient_stock`: Insufficient stock; `limit_reached`: Limit reached; `not_on_sale`: Not on sale; `sold_out`: Sold out */
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
            /** @description `idempotency_key_reused`: Idempotency key reused; `validation_failed`: Validation failed */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            428: components["responses"]["challenge_required"];
            429: components["responses"]["too_many_unpaid_orders"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    abandon_an_order: {
        parameters: {
            query?: never;
            header: {
                /** @description The key of the order: 1 to 255 visible characters */
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
            /** @description The order */
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
            /** @description `idempotency_key_reused`: Idempotency key reused; `validation_failed`: Validation failed */
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
    cancel_an_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pk: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Cancellation"];
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
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["order_not_found"];
            408: components["responses"]["request_timeout"];
            409: components["responses"]["already_paid"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    pay_an_order_back: {
        parameters: {
            query?: never;
            header: {
                /** @description 1 to 255 visible characters: a repeat with it pays nothing back */
                "Idempotency-Key": string;
            };
            path: {
                pk: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRefund"];
            };
        };
        responses: {
            /** @description The order */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["order_not_found"];
            408: components["responses"]["request_timeout"];
            /** @description `not_paid`: Not paid; `refund_exceeds_captured`: Refund exceeds what was captured */
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
            /** @description `idempotency_key_reused`: Idempotency key reused; `validation_failed`: Validation failed */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    ask_the_provider_about_an_order_now: {
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
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
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
    take_a_notification_of_the_provider: {
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
                content?: never;
            };
            /** @description `bad_request`: Bad request; `notification_refused`: Notification refused */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    list_mails_to_buyers_newest_first: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["Mail"][];
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
    get_a_mail_as_a_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "message/rfc822": string;
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["mail_not_found"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    get_the_html_of_a_mail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["mail_not_found"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    get_the_text_of_a_mail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text */
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
            401: components["responses"]["unauthorized"];
            404: components["responses"]["mail_not_found"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    get_the_ledger_of_an_order: {
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
                    "application/json": components["schemas"]["LedgerView"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["order_not_found"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    get_the_turnover_of_some_days: {
        parameters: {
            query?: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Turnover"];
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
    get_the_turnover_of_a_product: {
        parameters: {
            query: {
                id: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductTurnover"];
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
    list_stray_bookings_of_the_provider: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["ShownStray"][];
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
    list_differences_of_the_reconciliation: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["ShownDifference"][];
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
    get_the_state_of_the_reconciliation: {
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
                    "application/json": components["schemas"]["ReconciliationState"];
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
    reconcile_now: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its state */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationState"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            409: components["responses"]["no_payment_provider"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    list_the_orders_to_ship: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "open" | "packed" | "shipped";
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
    pack_or_ship_an_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pk: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFulfilment"];
            };
        };
        responses: {
            /** @description The order */
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
            401: components["responses"]["unauthorized"];
            404: components["responses"]["order_not_found"];
            408: components["responses"]["request_timeout"];
            /** @description `already_shipped`: Already shipped; `not_paid`: Not paid */
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
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    find_an_order_by_its_number: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindOrder"];
            };
        };
        responses: {
            /** @description The order */
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
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
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
    erase_the_customer_of_an_order: {
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
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["order_not_found"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    watch_an_order: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event seen: an order that has not changed since is not sent again */
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
    ask_for_a_code_to_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSignIn"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
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
    sign_in_with_the_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInProof"];
            };
        };
        responses: {
            /** @description The buyer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["bad_request"];
            /** @description `other_origin`: Other origin; `wrong_code`: Wrong code */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
    who_has_signed_in: {
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
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
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
    list_the_orders_of_the_buyer_who_has_signed_in: {
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
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"][];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["sign_in_required"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    sign_out_as_a_buyer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SignOut"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["sign_in_required"];
            403: components["responses"]["other_origin"];
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
    list_who_places_orders: {
        parameters: {
            query: {
                by: "address" | "customer";
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorOrders"][];
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
    cancel_the_open_orders_of_a_visitor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelVisitor"];
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
                    "application/json": components["schemas"]["CancelledOrders"];
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
    show_the_requests_the_streams_their_groups_who_consumes_them_and_redis: {
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
                stream?: "stock_reserved" | "stock_rejected" | "refund_order" | "line_placed" | "line_cancelled" | "line_completed" | "line_restocked" | "line_decided" | "order_reserved" | "customer_terms";
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
