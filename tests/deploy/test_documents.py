from deploy.documents import broken_links


def test_every_link_in_the_documents_leads_somewhere() -> None:
    assert list(broken_links()) == []
