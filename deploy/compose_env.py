"""`python -m deploy.compose_env > .env`: new secrets for `docker compose up`."""

from deploy import keys


def main() -> None:
    """Print every variable that docker-compose.yml asks for."""
    print("# Made by `python -m deploy.compose_env`. Keep it; it belongs to the data.")
    for name, value in keys.complete({}).items():
        print(f"{name}={value}")


if __name__ == "__main__":
    main()
