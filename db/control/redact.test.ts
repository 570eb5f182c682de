import { expect, test } from "vitest";
import { redact } from "./redact.ts";

// Threat: staff, or whoever looks over their shoulder, reads what people wrote or how to reach them.
test("phone numbers and message bodies are removed, addresses shortened, the rest is kept", () => {
  const payload = {
    type: "email.created",
    data: {
      id: "ema_1",
      to_email_address: "ada.lovelace@acme.example",
      subject: "Your code",
      body: "<p>123456</p>",
      body_plain: "123456",
      url: "https://app.example/invitations/accept?__clerk_ticket=abc",
      phone_numbers: [{ phone_number: "+34600000000" }],
      primary_phone_number_id: null,
      email_addresses: [{ email_address: "a@b.example", linked_to: [] }],
      updated_at: 5,
    },
    event_attributes: { http_request: { client_ip: "203.0.113.9", user_agent: "" } },
  };
  expect(redact(payload)).toEqual({
    type: "email.created",
    data: {
      id: "ema_1",
      to_email_address: "a•••@acme.example",
      subject: "•••",
      body: "•••",
      body_plain: "•••",
      url: "•••",
      phone_numbers: "•••",
      primary_phone_number_id: null,
      email_addresses: [{ email_address: "a•••@b.example", linked_to: [] }],
      updated_at: 5,
    },
    event_attributes: { http_request: { client_ip: "•••", user_agent: "" } },
  });
});

test("secrets are removed, at any depth; what is empty, or only says whether, is kept", () => {
  const payload = {
    data: [{ password_digest: "x", otp: 1, has_password: true, token: "", note: { api_secret: {} } }],
  };
  expect(redact(payload)).toEqual({
    data: [
      { password_digest: "•••", otp: "•••", has_password: true, token: "", note: { api_secret: "•••" } },
    ],
  });
});
