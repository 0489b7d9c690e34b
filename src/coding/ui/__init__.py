"""The browser app: pages, and the component Streamlit lacks. Rooms never import from here."""
