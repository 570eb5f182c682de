import { data } from "react-router";

/** A loader and a component, so that an unknown address is a page like others, not a resource. */
export const loader = () => {
  throw data(null, { status: 404 });
};

export const action = loader;

export default function NotFound() {
  return null;
}
